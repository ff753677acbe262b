from fixtures import MEMBERS
from seceval import Payload, payloads, policy, refusal_allowed, reveal


def still_works(bank):
    assert bank("dora", "POST", "/gifts", {"to": ["ben"], "hours": 0.5}).status == 200
    assert bank("dora", "PUT", "/me/limit", {"limit": 10}).json()["limit"] == 10


@reveal
@payloads(["NaN", "true", "-1"])
def test_no_limit_lifts_the_limit(bank, payload):
    with refusal_allowed():
        bank("cleo", "PUT", "/me/limit", '{"limit": %s}' % payload)
    for hours in (400, 20.5):
        with refusal_allowed():
            bank("cleo", "POST", "/gifts", {"to": ["ada"], "hours": hours})
    assert bank.wrong_with() == []
    assert bank.stored()["cleo"]["balance"] >= -20


@payloads(["NaN", "-1", Payload("-0.01", id="a hundredth below zero"), Payload("0.006", id="less than a hundredth")])
def test_no_gift_takes_or_makes_hours(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/gifts", '{"to": ["ben", "dora"], "hours": %s}' % payload)
    with refusal_allowed():
        bank("ada", "POST", "/gifts", {"to": ["cleo"], "hours": 10})
    assert bank.wrong_with("ben", "cleo", "dora") == []


@payloads([
    Payload('["ada", "ada"]', id="to oneself"),
    Payload('["ben", "ada"]', id="to another and oneself"),
])  # fmt: skip
def test_no_list_of_names_makes_hours(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/gifts", '{"to": %s, "hours": 1}' % payload)
    assert bank.wrong_with("ben", "cleo", "dora") == []


@payloads(["NaN", "1e999", "-1", Payload("0.006", id="less than a hundredth")])
def test_no_price_of_an_offer_robs_who_books_or_offers(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/offers", '{"title": "Sing", "hours": %s}' % payload)
    for name in ("ben", "dora"):
        with refusal_allowed():
            bank(name, "POST", "/offers/3/book", {"times": 2})
    assert bank.wrong_with("cleo") == []
    assert bank.stored()["ada"]["balance"] >= MEMBERS["ada"]["balance"]


def test_no_number_of_times_robs_who_offers(bank):
    with refusal_allowed():
        bank("ada", "POST", "/offers/2/book", {"times": -2})
    assert bank.wrong_with("ben", "cleo", "dora") == []


@payloads(["NaN", Payload("-1", id="negative"), Payload('NaN, "back": true', id="NaN, back")])
def test_no_pot_makes_hours(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/pot", '{"hours": %s}' % payload)
    with refusal_allowed():
        bank("ada", "POST", "/gifts", {"to": ["cleo"], "hours": 12})
    assert bank.wrong_with("ben", "cleo", "dora") == []


@payloads(["nan", Payload("-3", id="negative")])
def test_no_line_of_a_spreadsheet_robs_others(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/gifts.csv", f"dora;{payload}\nben;1\n")
    assert bank.wrong_with("ben", "cleo", "dora") == []


@payloads([Payload("ada;3\nada;3\n", id="to oneself"), Payload("ben;-4\ncleo;4\n", id="one pays for the other")])
def test_no_spreadsheet_makes_hours(bank, payload):
    with refusal_allowed():
        bank("ada", "POST", "/gifts.csv", payload)
    assert bank.wrong_with("ben", "cleo", "dora") == []


@policy
@payloads([
    Payload(("POST", "/gifts", {"to": ["cleo"], "hours": 0.015}), id="gift"),
    Payload(("PUT", "/me/limit", {"limit": 4.125}), id="limit"),
    Payload(("POST", "/offers/2/book", {"times": 1.5}), id="one and a half times"),
    Payload(("POST", "/gifts.csv", "cleo;0,0051"), id="spreadsheet"),
])  # fmt: skip
def test_what_is_finer_than_the_bank_counts_changes_nothing(bank, payload):
    with refusal_allowed():
        bank("ada", *payload)
    assert bank.stored() == MEMBERS
