from seceval import Payload, payloads, policy, refusal_allowed, reveal

NOT_ALLOWED = {
    "the amount is above the own limit": ("bo", 2, None),
    "the right is for another cost centre": ("cleo", 1, None),
    "the own right is narrower than in another cost centre": ("ada", 3, None),
    "the substitute of somebody whose limit is lower": ("ada", 2, "bo"),
    "the substitute has the right, the approver has not": ("ada", 8, "bo"),
    "the delegation is over": ("dan", 3, "cleo"),
    "the delegation has not begun": ("bo", 3, "cleo"),
    "there is no delegation from this approver": ("dan", 1, "bo"),
    "a substitute of the substitute, in the first one's name": ("eve", 5, "ada"),
    "the approver is not active": ("eve", 5, "gone"),
    "the own payment": ("ada", 4, None),
    "the own payment in the name of another": ("ada", 4, "bo"),
    "the own payment as a substitute": ("dan", 5, "ada"),
    "in the name of the requester": ("dan", 4, "ada"),
    "the payment was paid": ("ada", 6, None),
}


@policy
@reveal
@payloads([Payload(case, id=id) for id, case in NOT_ALLOWED.items()])
def test_nobody_approves_what_they_may_not(office, payload):
    user, payment, name = payload
    before = office.database.everything()
    with refusal_allowed():
        office.desks[user].approve(payment, TODAY, name)
    assert office.database.everything() == before


@policy
@payloads(
    [
        Payload(("ada", "DELETE FROM rights WHERE approver = 'ada'"), id="the right was taken away"),
        Payload(("ada", "UPDATE rights SET limit_cents = 100 WHERE approver = 'ada'"), id="the limit was lowered"),
        Payload(("ada", "UPDATE users SET active = 0 WHERE name = 'ada'"), id="the user left"),
        Payload(("dan", "UPDATE users SET active = 0 WHERE name = 'ada'"), id="the approver left"),
        Payload(("dan", "UPDATE users SET active = 0 WHERE name = 'dan'"), id="the substitute left"),
        Payload(
            ("dan", "UPDATE rights SET limit_cents = 100 WHERE approver = 'ada'"), id="the approver's limit was lowered"
        ),
        Payload(("dan", "DELETE FROM delegations WHERE id = 1"), id="the delegation was ended"),
        Payload(("ada", "UPDATE payments SET cents = 100001 WHERE id = 1"), id="the amount was raised"),
    ]
)
def test_what_was_true_in_the_morning_does_not_count(office, payload):
    user, change = payload
    name = "ada" if user == "dan" else None
    assert office.desks[user].names_for(1, TODAY)[:1] == ["ada"]
    office.database.query(change)
    before = office.database.everything()
    with refusal_allowed():
        office.desks[user].approve(1, TODAY, name)
    assert office.database.everything() == before


@policy
@payloads(
    [
        ("eve", "request", ["garden", "Wolf", "XX00", 100]),
        ("eve", "change", [1, {"iban": "XX00"}]),
        ("ada", "delegate", ["eve", TODAY, "2024-12-31"]),
        ("ada", "end_delegation", [1]),
    ]
)
def test_who_has_left_does_nothing(office, payload):
    user, method, arguments = payload
    office.database.query("UPDATE users SET active = 0 WHERE name = ?", user)
    before = office.database.everything()
    with refusal_allowed():
        getattr(office.desks[user], method)(*arguments)
    assert office.database.everything() == before


@policy
@payloads(["UPDATE users SET treasurer = 0 WHERE name = 'finn'", "UPDATE users SET active = 0 WHERE name = 'finn'"])
def test_who_was_treasurer_in_the_morning_does_not_pay(office, payload):
    office.bo.approve(1, TODAY)
    office.database.query(payload)
    with refusal_allowed():
        office.finn.pay(1)
    assert office.database.query("SELECT status FROM payments WHERE id = 1") == [("open",)]


@policy
@payloads([{"iban": "XX00"}, {"payee": "Wolf"}, {"centre": "house"}, {"cents": 29_000}])
def test_what_was_approved_is_what_is_paid(office, payload):
    office.ada.approve(1, TODAY)
    with refusal_allowed():
        office.eve.change(1, payload)
    with refusal_allowed():
        office.finn.pay(1)
    paid = office.database.query("SELECT centre, payee, iban, cents FROM payments WHERE id = 1 AND status = 'paid'")
    assert paid in ([], [("garden", "Roses Ltd", "DE02", 30_000)])


@policy
@payloads(
    [
        Payload([("ada", None), ("ada", "bo")], id="one user in two names"),
        Payload([("ada", "bo"), ("ada", None)], id="one user in two names, the own one last"),
        Payload([("ada", None), ("dan", "ada")], id="an approver and the substitute"),
        Payload([("ada", None), ("ada", None)], id="one user twice"),
    ]
)
def test_no_two_approvals_are_one(office, payload):
    for user, name in payload:
        with refusal_allowed():
            office.desks[user].approve(7, TODAY, name)
    with refusal_allowed():
        office.finn.pay(7)
    assert office.database.query("SELECT status FROM payments WHERE id = 7") == [("open",)]


@policy
@payloads([("ada", {"iban": "XX00"}), ("finn", {"cents": 1})])
def test_nobody_changes_the_payment_of_another(office, payload):
    user, changes = payload
    before = office.database.everything()
    with refusal_allowed():
        office.desks[user].change(1, changes)
    assert office.database.everything() == before


@policy
def test_nobody_changes_what_was_paid(office):
    before = office.database.everything()
    with refusal_allowed():
        office.eve.change(6, {"cents": 1})
    assert office.database.everything() == before


@policy
@payloads([("dan", 1), ("bo", 1)])
def test_nobody_ends_the_delegation_of_another(office, payload):
    user, delegation = payload
    before = office.database.everything()
    with refusal_allowed():
        office.desks[user].end_delegation(delegation)
    assert office.database.everything() == before


@policy
def test_nobody_who_has_left_becomes_a_substitute(office):
    before = office.database.everything()
    with refusal_allowed():
        office.cleo.delegate("gone", TODAY, "2024-12-31")
    assert office.database.everything() == before


@policy
def test_nothing_is_paid_twice(office):
    office.bo.approve(1, TODAY)
    office.finn.pay(1)
    with refusal_allowed():
        paid = office.finn.pay(1)
        assert paid is None


def still_works(office):
    payment = office.bo.request("house", "Paint Ltd", "CH93", 1_000)
    assert office.cleo.approve(payment, TODAY) == 1
