from fixtures import DAY, HOUR, MINUTE, NOW, berlin, iso, mail, voucher, zulu
from seceval import Payload, payloads, policy, refusal_allowed, reveal

TWICE = 1_792_889_400  # 2026-10-25, 00:50 UTC: 02:50 in Berlin for the first time


def still_works(at):
    barrier = at()
    assert barrier.check(barrier.issue("B-AB 1234", 5)) == "B-AB 1234"


@reveal
@policy
@payloads([31, 75, 110])
def test_a_pass_ends_with_its_minutes(at, payload):
    text = at().issue("B-AB 1234", 30)
    with refusal_allowed():
        assert at(NOW + payload * MINUTE).check(text) is None


@policy
@payloads([31, 110])
def test_a_pass_that_is_over_is_not_renewed(at, payload):
    text = at().issue("B-AB 1234", 30)
    late = at(NOW + payload * MINUTE)
    with refusal_allowed():
        longer = late.renew(text, 600)
        assert longer is None or late.check(longer) is None


@policy
@payloads([75, 140])
def test_a_renewed_pass_ends_with_its_minutes(at, payload):
    text = at().issue("B-AB 1234", 30)
    longer = at(NOW + 10 * MINUTE).renew(text, 30)
    with refusal_allowed():
        assert at(NOW + payload * MINUTE).check(longer) is None


@policy
@payloads([25, 60])
def test_a_pass_ends_in_the_night_in_which_an_hour_comes_twice(at, payload):
    text = at(TWICE).issue("B-AB 1234", 20)
    with refusal_allowed():
        assert at(TWICE + payload * MINUTE).check(text) is None


BEFORE = zulu(NOW - DAY)
AFTER = zulu(NOW + DAY)


@policy
@payloads([
    Payload((BEFORE, iso(NOW - HOUR, 9)), id="over in Tokyo"),
    Payload((BEFORE, mail(NOW - HOUR, 9)), id="over in Tokyo, mail"),
    Payload((BEFORE, berlin(NOW - HOUR)), id="over in Berlin, without an offset"),
    Payload((iso(NOW + HOUR, -4), AFTER), id="not yet in New York"),
    Payload((mail(NOW + HOUR, -4), AFTER), id="not yet in New York, mail"),
    Payload((zulu(NOW + HOUR), AFTER), id="not yet, UTC"),
    Payload((BEFORE, iso(NOW - 20 * MINUTE, 5.5)), id="over in Delhi"),
])  # fmt: skip
def test_no_voucher_is_good_outside_of_its_time(at, payload):
    with refusal_allowed():
        assert not at().accept(voucher(*payload))


def test_a_pass_of_another_car_park_is_no_pass(at, elsewhere):
    text = elsewhere.issue("B-AB 1234", 600)
    with refusal_allowed():
        assert at().check(text) is None
    with refusal_allowed():
        assert at().renew(text, 600) is None
