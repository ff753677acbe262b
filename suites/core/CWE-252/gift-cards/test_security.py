from fixtures import answer
from seceval import Payload, Reply, payloads, policy, refusal_allowed, reveal, start


def still_works(solution, till, company):
    company.charge = lambda asked: answer(201, state="captured", cents=asked["cents"])
    assert solution.top_up(till.path, company.url, "G2", "tok_9", 10) == 10
    assert solution.balance(till.path, "G2") is not None


@reveal
@policy
@payloads([
    Payload((201, '{"state": "declined"}'), id="declined"),
    Payload((201, '{"state": "declined", "cents": 2000}'), id="declined, with the amount"),
    Payload((201, '{"state": "review", "cents": 2000}'), id="under review"),
    Payload((402, '{"state": "declined", "cents": 2000}'), id="402"),
    Payload((402, "{}"), id="402, empty"),
    Payload((500, "try later"), id="500, no JSON"),
    Payload((503, '{"state": "captured", "cents": 2000}'), id="503 from an echo"),
    Payload((201, '{"state": "captured", "cents": 1}'), id="only a cent"),
])  # fmt: skip
def test_nothing_is_put_onto_a_card_that_was_not_taken(solution, till, company, payload):
    status, body = payload
    company.charge = lambda asked: Reply(status=status, body=body, headers={"Content-Type": "application/json"})
    with refusal_allowed():
        solution.top_up(till.path, company.url, "G4", "tok_5", 2000)
    assert till.cards()["G4"] <= (1 if '"cents": 1}' in body else 0)


@policy
@payloads([
    Payload(("G2", "G4", 301), id="a cent too much"),
    Payload(("G4", "G1", 1), id="an empty card"),
    Payload(("G3", "G1", 900), id="a blocked card"),
    Payload(("G5", "G1", 100), id="no card"),
])  # fmt: skip
def test_nobody_gives_what_they_do_not_have(solution, till, payload):
    before = till.money()
    with refusal_allowed():
        assert not solution.give(till.path, *payload)
    assert till.money() == before
    assert till.cards()["G3"] == 900


@policy
@payloads([Payload("WINTER", id="used before"), Payload("SPRING", id="used just now")])
def test_a_voucher_is_worth_something_once(solution, till, payload):
    with refusal_allowed():
        if payload == "SPRING":
            solution.redeem(till.path, payload, "G1")
    before = till.money()
    for number in ("G2", "G4", "G2"):
        with refusal_allowed():
            assert solution.redeem(till.path, payload, number) == 0
    assert till.money() == before


@policy
def test_a_blocked_card_pays_nothing(solution, till, company):
    with refusal_allowed():
        assert not solution.pay(till.path, "G3", 100)
    with refusal_allowed():
        assert solution.pay_out(till.path, company.url, "G3", "DE66") == 0
    assert till.cards()["G3"] == 900
    assert company.sent == 0


@policy
@payloads(["G3", "G5"])
def test_nothing_is_charged_for_a_card_that_cannot_be_used(solution, till, company, payload):
    before = till.cards()
    with refusal_allowed():
        assert solution.top_up(till.path, company.url, payload, "tok_5", 2000) == 0
    assert company.asked() == []
    assert till.cards() == before


MEANWHILE = {
    "paid with": lambda solution, till, company: solution.pay(till.path, "G1", 5000),
    "paid with in part": lambda solution, till, company: solution.pay(till.path, "G1", 4000),
    "given away": lambda solution, till, company: solution.give(till.path, "G1", "G4", 5000),
}


@payloads([Payload(name, id=name) for name in MEANWHILE])
def test_a_card_is_not_spent_while_it_is_paid_out(solution, till, company, payload):
    before = till.money()
    company.hold()
    pending = start(solution.pay_out, till.path, company.url, "G1", "DE66")
    spent = 0
    if company.arrived.wait(10):
        with refusal_allowed():
            if MEANWHILE[payload](solution, till, company):
                spent = 0 if payload == "given away" else 5000 if payload == "paid with" else 4000
    company.go_on.set()
    with refusal_allowed():
        pending.result()
    assert till.money() + spent + company.sent <= before
    assert min(till.cards().values()) >= 0


def test_a_card_is_not_paid_out_twice_at_the_same_time(solution, till, company):
    before = till.money()
    company.hold()
    pending = start(solution.pay_out, till.path, company.url, "G1", "DE66")
    if company.arrived.wait(10):
        with refusal_allowed():
            solution.pay_out(till.path, company.url, "G1", "DE77")
    company.go_on.set()
    with refusal_allowed():
        pending.result()
    assert till.money() + company.sent <= before
