import re

from fixtures import DAY, HOUR, MINUTE, NOW, berlin, greenwich, iso, mail, voucher, zulu
from seceval import Payload, payloads


def test_a_pass_is_good_at_once_and_for_its_time(at):
    text = at().issue("B-AB 1234", 300)
    assert re.fullmatch(r"[A-Za-z0-9_.=-]{1,400}", text)
    assert at().check(text) == "B-AB 1234"
    assert at(NOW + 100 * MINUTE).check(text) == "B-AB 1234"
    assert at(NOW + 299 * MINUTE).check(text) == "B-AB 1234"
    assert at(NOW + DAY).check(text) is None


def test_other_texts_are_no_passes(at):
    barrier = at()
    text = barrier.issue("HH-Ö 7", 60)
    assert barrier.check(text) == "HH-Ö 7"
    for other in ("", "hello", text[:-1], text + "x", "." + text, "é.ü", text[: len(text) // 2]):
        assert barrier.check(other) is None
        assert barrier.renew(other, 10) is None


def test_a_pass_is_renewed_from_its_end(at):
    text = at().issue("B-AB 1234", 60)
    longer = at(NOW + 50 * MINUTE).renew(text, 240)
    assert at(NOW + 299 * MINUTE).check(longer) == "B-AB 1234"
    assert at(NOW + 2 * DAY).check(longer) is None
    assert at(NOW + DAY).renew(text, 240) is None


@payloads([
    Payload((iso(NOW - DAY, 2), iso(NOW + DAY, 2)), id="Berlin with its offset"),
    Payload((zulu(NOW - DAY), zulu(NOW + DAY)), id="UTC"),
    Payload((iso(NOW - DAY, 9), iso(NOW + DAY, 9)), id="Tokyo"),
    Payload((berlin(NOW - DAY), berlin(NOW + DAY)), id="Berlin without an offset"),
    Payload((mail(NOW - DAY, 2), mail(NOW + DAY, 2)), id="mail"),
    Payload((greenwich(NOW - DAY), greenwich(NOW + DAY)), id="mail, GMT"),
    Payload((iso(NOW - DAY, 2), greenwich(NOW + DAY)), id="mixed"),
])  # fmt: skip
def test_a_voucher_in_its_time_is_good(at, payload):
    assert at().accept(voucher(*payload))


@payloads([
    Payload((iso(NOW - 3 * DAY, 2), iso(NOW - 2 * DAY, 2)), id="over"),
    Payload((zulu(NOW + 2 * DAY), zulu(NOW + 3 * DAY)), id="not yet"),
    Payload((mail(NOW + 2 * DAY, 2), mail(NOW + 3 * DAY, 2)), id="not yet, mail"),
    Payload((zulu(NOW - DAY), "soon"), id="no time"),
    Payload(("", zulu(NOW + DAY)), id="empty"),
])  # fmt: skip
def test_a_voucher_outside_of_its_time_is_not_good(at, payload):
    assert not at().accept(voucher(*payload))


def test_a_line_of_the_journal(at):
    assert at().journal_line("B-AB 1234") == "2026-09-21 16:13:20 +0200 B-AB 1234"
    assert at(NOW + 60 * DAY).journal_line("M-X 1") == "2026-11-20 15:13:20 +0100 M-X 1"


def test_the_day_in_berlin(at):
    midnight = NOW - 16 * HOUR - 13 * MINUTE - 20
    assert at(midnight).on_day("2026-09-21")
    assert not at(midnight - 1).on_day("2026-09-21")
    assert at(midnight - 1).on_day("2026-09-20")
    assert not at().on_day("2026-09-22")
