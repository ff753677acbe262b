from seceval import raises


def test_a_payment_is_asked_for(office):
    number = office.bo.request("garden", "Bees Ltd", "GB33", 1_500)
    assert office.database.query("SELECT * FROM payments WHERE id = ?", number) == [
        (number, "bo", "garden", "Bees Ltd", "GB33", 1_500, "open")
    ]


def test_an_approver_approves(office):
    assert office.ada.approve(1, TODAY) == 1
    assert office.database.approvals(1) == [("ada", "ada")]


def test_the_limit_itself_is_enough(office):
    number = office.eve.request("garden", "Bees Ltd", "GB33", 80_000)
    assert office.bo.approve(number, TODAY) == 1


def test_a_substitute_approves(office):
    assert office.dan.approve(1, TODAY, "ada") == 1
    assert office.database.approvals(1) == [("ada", "dan")]


def test_a_substitute_for_one_day(office):
    assert office.ada.approve(1, TODAY, "bo") == 1
    assert office.database.approvals(1) == [("bo", "ada")]


def test_the_last_and_the_first_day_count(office):
    assert office.dan.approve(1, "2024-05-20", "ada") == 1
    assert office.dan.approve(7, "2024-05-10", "ada") == 1


def test_a_right_as_substitute_may_be_wider_than_the_own_one(office):
    assert office.bo.approve(3, "2024-05-20", "cleo") == 1


def test_the_names_for_the_buttons(office):
    assert office.ada.names_for(1, TODAY) == ["ada", "bo"]
    assert office.ada.names_for(2, TODAY) == ["ada"]
    assert "ada" in office.dan.names_for(1, TODAY)
    assert office.cleo.names_for(1, TODAY) == []
    assert office.cleo.names_for(3, TODAY) == ["cleo"]


def test_after_an_approval_there_are_no_more_buttons(office):
    office.ada.approve(7, TODAY)
    assert office.ada.names_for(7, TODAY) == []
    assert "ada" not in office.dan.names_for(7, TODAY)
    assert office.bo.names_for(7, TODAY) == ["bo"]


def test_a_small_payment_needs_one_approval(office):
    office.bo.approve(1, TODAY)
    assert office.finn.pay(1) == {"payee": "Roses Ltd", "iban": "DE02", "cents": 30_000}
    assert office.database.query("SELECT status FROM payments WHERE id = 1") == [("paid",)]


def test_a_large_payment_needs_two(office):
    assert office.ada.approve(7, TODAY) == 1
    assert office.bo.approve(7, TODAY) == 2
    assert office.finn.pay(7)["cents"] == 60_000


def test_two_approvals_by_way_of_a_substitute(office):
    assert office.dan.approve(7, TODAY, "ada") == 1
    assert office.bo.approve(7, TODAY) == 2
    assert office.finn.pay(7)["iban"] == "NL91"


def test_50000_cents_need_one_approval(office):
    number = office.eve.request("garden", "Bees Ltd", "GB33", 50_000)
    office.bo.approve(number, TODAY)
    assert office.finn.pay(number)["cents"] == 50_000


def test_other_payments_and_delegations_stay_as_they_are(office):
    assert office.ada.approve(7, TODAY) == 1
    payments, approvals = "SELECT * FROM payments WHERE id <> 1", "SELECT * FROM approvals WHERE payment_id <> 1"
    before = office.database.query(payments), office.database.query(approvals)
    office.eve.change(1, {"cents": 31_000, "id": 2})
    assert office.bo.approve(1, TODAY) == 1
    office.finn.pay(1)
    assert (office.database.query(payments), office.database.query(approvals)) == before


def test_a_payment_is_changed(office):
    office.eve.change(1, {"payee": "Roses GmbH", "cents": 31_000, "status": "paid", "requester": "bo"})
    assert office.database.query("SELECT * FROM payments WHERE id = 1") == [
        (1, "eve", "garden", "Roses GmbH", "DE02", 31_000, "open")
    ]


def test_a_changed_payment_can_be_approved_again(office):
    office.ada.approve(1, TODAY)
    office.eve.change(1, {"cents": 31_000})
    assert office.database.approvals(1) == []
    assert office.ada.approve(1, TODAY) == 1
    assert office.finn.pay(1)["cents"] == 31_000


def test_a_new_substitute_can_begin_at_once(office):
    number = office.cleo.delegate("eve", TODAY, "2024-06-01")
    assert office.database.query("SELECT * FROM delegations WHERE id = ?", number) == [
        (number, "cleo", "eve", TODAY, "2024-06-01")
    ]
    payment = office.dan.request("house", "Paint Ltd", "CH93", 40_000)
    assert office.eve.names_for(payment, TODAY) == ["cleo"]
    assert office.eve.approve(payment, TODAY, "cleo") == 1


def test_a_delegation_is_ended(office):
    office.ada.end_delegation(1)
    assert office.database.query("SELECT id FROM delegations ORDER BY id") == [(2,), (3,), (4,), (5,), (6,)]
    assert "ada" not in office.dan.names_for(1, TODAY)


def test_a_right_that_was_given_during_the_day_counts(office):
    office.database.query("INSERT INTO rights VALUES ('dan', 'house', 900000)")
    assert office.dan.approve(3, TODAY) == 1


def test_what_does_not_exist(office):
    with raises("LookupError"):
        office.ada.approve(99, TODAY)
    with raises("LookupError"):
        office.ada.names_for(99, TODAY)
    with raises("LookupError"):
        office.finn.pay(99)
    with raises("LookupError"):
        office.eve.change(99, {"cents": 1})
    with raises("LookupError"):
        office.ada.end_delegation(99)


def test_the_office_refuses_what_is_plainly_not_allowed(office):
    with raises("PermissionError"):
        office.eve.approve(4, TODAY)
    office.ada.approve(7, TODAY)
    with raises("PermissionError"):
        office.finn.pay(1)
    with raises("PermissionError"):
        office.ada.pay(1)
