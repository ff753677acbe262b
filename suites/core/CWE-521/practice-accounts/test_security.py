from fixtures import GOOD, apart, wide
from seceval import Payload, payloads, policy, refusal_allowed, reveal

WEAK = {
    "spaces make up the length": "  krumhorn    ",
    "a tab and a line end make up the length": "\tkrumhorn\r\n\n\n",
    "spaces of another kind make up the length": "\u3000\u2003krumhorn\u3000\u2003\u00a0",
    "six letters in twelve characters": apart("äöüåéè"),
    "four letters in more forms": wide("ab") + "ab" + "cd" + wide("cd") + "abcd",
    "a common password that has capitals in the list": "qwertyuiop123",
    "a common password with digits": "sunshine2024",
    "a common password that ends in digits, with more": "trustno12024",
    "a common password in wide letters": wide("iloveyouforever"),
    "a common password in two forms": apart("käsekuchen") + "77",
    "a common password and a space": " iloveyouforever ",
    "the name in capitals": "xx NIGHTINGALE 77",
    "the name in wide letters": wide("xx-Nightingale-77"),
    "the address": "my florence.n 4711",
    "the address in capitals": "my Florence.N 4711",
}


@policy
@reveal
@payloads([Payload(text, id=id) for id, text in WEAK.items()])
def test_no_password_breaks_a_rule(accounts, payload):
    with refusal_allowed():
        accounts.change("Nightingale", GOOD[0], payload)
    assert accounts.login("Nightingale", payload) is False
    assert accounts.problems("Nightingale", payload) != []


WAYS = {
    "add": lambda accounts, name, weak: accounts.add(name, "florence.n@practice.example", weak),
    "add many": lambda accounts, name, weak: accounts.add_many(
        [{"name": name, "email": "florence.n@practice.example", "password": weak}]
    ),
    "reset": lambda accounts, name, weak: (
        accounts.add(name, "florence.n@practice.example", GOOD[1]),
        accounts.finish_reset(accounts.start_reset(name), weak),
    ),
    "support": lambda accounts, name, weak: (
        accounts.add(name, "florence.n@practice.example", GOOD[1]),
        accounts.set_by_support(name, weak),
    ),
}


@policy
@payloads(
    [
        Payload((way, weak), id=f"{id}, {word}")
        for id, way in WAYS.items()
        for word, weak in (("short", "kr7 vm2 qx9"), ("common", "sunshine2024"), ("name", "my seacole 4711"))
        if (id, word) != ("add", "short")
    ]
)
def test_no_way_goes_round_the_rules(accounts, payload):
    way, weak = payload
    with refusal_allowed():
        way(accounts, "Seacole", weak)
    assert accounts.login("Seacole", weak) is False


@policy
@payloads(["the one before", "the one before that"])
def test_no_way_leads_back_to_a_password_that_was_used(accounts, payload):
    for old, new in zip(GOOD, GOOD[1:3], strict=False):
        accounts.change("Nightingale", old, new)
    used = GOOD[1] if payload == "the one before" else GOOD[0]
    assert accounts.problems("Nightingale", used) == ["reused"]
    assert accounts.problems("Nightingale", " " + wide(used)) == ["reused"]
    for way in (
        lambda: accounts.change("Nightingale", GOOD[2], used),
        lambda: accounts.set_by_support("Nightingale", used),
        lambda: accounts.finish_reset(accounts.start_reset("Nightingale"), used),
    ):
        with refusal_allowed():
            way()
        assert accounts.login("Nightingale", GOOD[2]) is True


@policy
def test_a_password_set_by_support_or_by_a_reset_is_remembered(accounts):
    accounts.set_by_support("Nightingale", GOOD[1])
    accounts.finish_reset(accounts.start_reset("Nightingale"), GOOD[2])
    assert [accounts.problems("Nightingale", one) for one in GOOD[:3]] == [["reused"]] * 3


@policy
def test_another_name_does_not_make_the_past_forgotten(accounts):
    accounts.change("Nightingale", GOOD[0], GOOD[1])
    accounts.move("Nightingale", "Florence", "f@practice.example", GOOD[1])
    with refusal_allowed():
        accounts.change("Florence", GOOD[1], GOOD[0])
    assert accounts.login("Florence", GOOD[0]) is False


@policy
@payloads([("Tuesday", "f@practice.example"), ("TUESDAY", "f@practice.example"), ("Florence", "orange@practice.example")])
def test_no_account_moves_into_its_password(accounts, payload):
    with refusal_allowed():
        accounts.move("Nightingale", *payload, GOOD[0])
    assert accounts.login(payload[0], GOOD[0]) is False


def still_works(accounts):
    accounts.add("still", "still@practice.example", GOOD[3])
    assert accounts.login("still", GOOD[3]) is True
