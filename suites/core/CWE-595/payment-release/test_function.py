from fixtures import ADA, BEN, CLEO, DORA, EMIL
from seceval import raises


def test_two_signatures_release_an_order(office):
    order = office.proposed()
    assert order == 1
    assert office.desk.order(1) == {
        "author": "Ada Adler",
        "text": "paper for the printers",
        "cents": 70_000,
        "signatures": [],
        "released": False,
    }
    assert office.signed(BEN, order) is True
    assert office.desk.order(1)["released"] is False
    assert office.signed(CLEO, order) is True
    shown = office.desk.order(1)
    assert (shown["signatures"], shown["released"]) == (["Ben Blum", "Cleo Cruz"], True)


def test_orders_are_numbered(office):
    assert [office.proposed(), office.proposed(5, BEN), office.proposed()] == [1, 2, 3]
    for number in (0, 4):
        with raises("LookupError"):
            office.desk.order(number)
    with raises("LookupError"):
        office.signed(BEN, 9)


def test_a_large_order_needs_three(office):
    order, other = office.proposed(1_000_001), office.proposed(1_000_000)
    for number in (BEN, CLEO):
        assert office.signed(number, order) and office.signed(number, other)
    assert office.desk.order(order)["released"] is False
    assert office.desk.order(other)["released"] is True
    assert office.signed(EMIL, order) is True
    assert office.desk.order(order)["released"] is True


def test_logins_end(office):
    login = office.login(BEN)
    other = office.login(BEN)
    assert login != other
    order = office.proposed()
    office.desk.logout(login)
    for call in (
        lambda: office.desk.sign(login, order),
        lambda: office.desk.propose(login, 1, "x"),
        lambda: office.desk.withdraw(login, order),
        lambda: office.desk.logout(login),
    ):
        with raises("LookupError"):
            call()
    assert office.desk.sign(other, order) is True


def test_the_author_and_who_has_signed_do_not_sign(office):
    ada, ben = office.login(ADA), office.login(BEN)
    order = office.desk.propose(ada, 100, "glue")
    assert office.desk.sign(ada, order) is False
    assert office.desk.sign(ben, order) is True
    assert office.desk.sign(ben, order) is False
    assert office.desk.order(order)["signatures"] == ["Ben Blum"]


def test_nobody_signs_more_than_their_limit(office):
    assert office.signed(DORA, office.proposed(100_000)) is True
    assert office.signed(DORA, office.proposed(100_001)) is False
    zoe = office.desk.login("P-0099", "Zoe")
    assert office.desk.sign(zoe, office.proposed(1)) is False


def test_a_signature_is_withdrawn(office):
    order, ben = office.proposed(), office.login(BEN)
    assert office.desk.withdraw(ben, order) is False
    office.desk.sign(ben, order)
    assert office.desk.withdraw(ben, order) is True
    assert office.desk.order(order)["signatures"] == []
    assert office.desk.sign(ben, order) is True
    office.signed(CLEO, order)
    assert office.desk.withdraw(ben, order) is False
    assert office.desk.order(order)["released"] is True


def test_a_deputy_signs(office):
    order, cleo, ben = office.proposed(), office.login(CLEO), office.login(BEN)
    assert office.desk.sign(cleo, order, instead_of=BEN) is False
    office.desk.deputise(ben, CLEO)
    assert office.desk.sign(cleo, order, instead_of=BEN) is True
    assert office.desk.order(order)["signatures"] == ["Cleo Cruz"]
    assert office.signed(EMIL, order) is True
    assert office.desk.order(order)["released"] is True


def test_a_deputy_is_changed_and_taken_back(office):
    order, cleo, ben = office.proposed(), office.login(CLEO), office.login(BEN)
    office.desk.deputise(ben, CLEO)
    office.desk.deputise(ben, EMIL)
    assert office.desk.sign(cleo, order, instead_of=BEN) is False
    office.desk.deputise(ben, None)
    assert office.signed(EMIL, order, instead_of=BEN) is False
    assert office.signed(EMIL, order) is True


def test_a_desk_goes_on_after_a_new_start(office):
    first, second = office.proposed(), office.proposed(2_000_000, BEN)
    office.signed(CLEO, first)
    office.signed(CLEO, second)
    before = [office.desk.order(first), office.desk.order(second)]
    ben = office.login(BEN)
    office.desk.deputise(ben, EMIL)
    office.start_anew()
    assert [office.desk.order(first), office.desk.order(second)] == before
    with raises("LookupError"):
        office.desk.sign(ben, first)
    assert office.signed(EMIL, first, instead_of=BEN) is True
    assert office.desk.order(first)["released"] is True
    assert office.proposed() == 3


def test_who_has_left_signs_nothing(office):
    order = office.proposed()
    ben = office.login(BEN)
    assert office.desk.sign(ben, order) is True
    office.desk.bar(BEN)
    assert office.desk.order(order)["signatures"] == []
    assert office.desk.sign(ben, order) is False
    assert office.signed(CLEO, order) is True
