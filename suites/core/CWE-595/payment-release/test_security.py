from fixtures import ADA, BEN, CLEO, DORA, EMIL, LIMITS
from seceval import Payload, payloads, policy, refusal_allowed, reveal

WRITTEN = [
    Payload((ADA, "Ada Adler"), id="as before"),
    Payload((ADA, "Ada Berg"), id="another name"),
    Payload(("p-0001", "Ada Adler"), id="small letters"),
    Payload((" P-0001 ", "Ada Adler"), id="blanks"),
]


def still_works(office):
    order = office.proposed(100, EMIL)
    assert office.desk.order(order)["released"] is False
    office.limits(LIMITS)
    fay = office.login(CLEO)
    assert office.desk.sign(fay, order) in (True, False)


def signs(office, number, name, order, **options):
    """Whether somebody who logs in anew gets a signature onto the order."""
    done = []
    with refusal_allowed():
        done.append(office.desk.sign(office.desk.login(number, name), order, **options))
    return bool(done and done[0])


@reveal
@policy
@payloads(WRITTEN)
def test_the_author_does_not_sign_with_another_login(office, payload):
    order = office.proposed(number=ADA)
    for _ in range(2):
        assert not signs(office, *payload, order)
    assert office.desk.order(order)["signatures"] == []


@policy
@payloads(WRITTEN)
def test_nobody_signs_twice_with_two_logins(office, payload):
    order = office.proposed(number=BEN)
    office.signed(ADA, order)
    assert not signs(office, *payload, order)
    assert office.desk.order(order)["released"] is False


@policy
@payloads(WRITTEN[:3])
def test_a_new_start_does_not_make_new_people(office, payload):
    mine, other = office.proposed(number=ADA), office.proposed(number=BEN)
    office.signed(ADA, other)
    office.start_anew()
    assert not signs(office, *payload, mine)
    assert not signs(office, *payload, other)
    assert office.desk.order(other)["released"] is False


@policy
@payloads(WRITTEN)
def test_who_has_left_does_not_sign_with_another_login(office, payload):
    order = office.proposed(number=BEN)
    office.login(ADA)
    office.desk.bar(ADA)
    assert not signs(office, *payload, order)
    office.start_anew()
    assert not signs(office, *payload, order)


@policy
def test_signatures_of_who_has_left_are_void(office):
    order = office.proposed(number=BEN)
    office.signed(ADA, order)
    office.start_anew()
    with refusal_allowed():
        office.desk.bar("p-0001")
    office.signed(CLEO, order)
    assert office.desk.order(order)["released"] is False


def deputy_of(office, number, deputy):
    office.desk.deputise(office.login(number), deputy)


@policy
def test_a_deputy_does_not_sign_for_both(office):
    order = office.proposed(number=ADA)
    deputy_of(office, BEN, CLEO)
    assert office.signed(CLEO, order) is True
    assert not signs(office, CLEO, "Cleo Cruz", order, instead_of=BEN)
    assert office.desk.order(order)["released"] is False


@policy
def test_a_deputy_of_two_does_not_sign_twice(office):
    order = office.proposed(number=ADA)
    deputy_of(office, BEN, CLEO)
    deputy_of(office, EMIL, CLEO)
    assert office.signed(CLEO, order, instead_of=EMIL) is True
    assert not signs(office, CLEO, "Cleo Cruz", order, instead_of=BEN)


@policy
def test_who_was_signed_for_does_not_sign(office):
    order = office.proposed(number=ADA)
    deputy_of(office, BEN, CLEO)
    assert office.signed(CLEO, order, instead_of=BEN) is True
    assert not signs(office, BEN, "Ben Blum", order)


@policy
@payloads([ADA, Payload("p-0001", id="small letters")])
def test_nobody_signs_for_the_author(office, payload):
    order = office.proposed(number=ADA)
    deputy_of(office, ADA, CLEO)
    assert not signs(office, CLEO, "Cleo Cruz", order, instead_of=payload)


@policy
def test_the_author_does_not_sign_as_a_deputy(office):
    order = office.proposed(number=ADA)
    deputy_of(office, BEN, ADA)
    assert not signs(office, ADA, "Ada Adler", order, instead_of=BEN)


@policy
@payloads([Payload(f" {BEN} ", id="blanks"), Payload(BEN.lower(), id="small letters")])
def test_who_has_left_does_not_sign_however_the_number_was_written(office, payload):
    order = office.proposed(number=ADA)
    office.desk.bar(payload)
    assert not signs(office, BEN, "Ben Blum", order)


@policy
@payloads([DORA, Payload("P-0077", id="somebody without a limit")])
def test_no_login_has_the_limit_of_another(office, payload):
    order = office.proposed(2_000_000, ADA)
    for size in (10, 12, 14, 16, 18, 20, 30):  # which of them takes the place of another in memory is chance
        logins = [office.login(BEN) for _ in range(size)]
        for login in logins:
            office.desk.sign(login, order)
            office.desk.withdraw(login, order)
        for login in logins:
            office.desk.logout(login)
        assert [number for number in range(size) if signs(office, payload, "Dora Diaz", order)] == []


@policy
def test_a_new_login_has_the_limit_of_the_file(office):
    order = office.proposed(2_000_000, ADA)
    login = office.login(BEN)
    office.desk.sign(login, order)
    office.desk.withdraw(login, order)
    office.desk.logout(login)
    office.limits(LIMITS | {BEN: 1000})
    assert not signs(office, BEN, "Ben Blum", order)
