from fixtures import GOOD, apart, wide
from seceval import raises


def test_an_account_is_made(accounts):
    assert accounts.login("Nightingale", GOOD[0]) is True
    assert accounts.login("Nightingale", GOOD[0].upper()) is False
    assert accounts.login("Nightingale", "") is False
    assert accounts.login("nobody", GOOD[0]) is False
    with raises("ValueError"):
        accounts.add("Nightingale", "x@practice.example", GOOD[1])


def test_the_same_password_in_another_form(accounts):
    accounts.add("bo", "bo@practice.example", "grüne Schränke im Flur")
    for text in (apart("grüne Schränke im Flur"), wide("grüne Schränke im Flur"), "  grüne Schränke im Flur\n"):
        assert accounts.login("bo", text) is True
    accounts.change("bo", apart("grüne Schränke im Flur"), " " + GOOD[1])
    assert accounts.login("bo", GOOD[1]) is True


def test_the_problems_of_a_password(accounts):
    assert accounts.problems("Nightingale", GOOD[1]) == []
    assert accounts.problems("Nightingale", "abc") == ["short", "simple"]
    assert accounts.problems("Nightingale", "aaaaaaaaaaaaaa") == ["simple"]
    assert accounts.problems("Nightingale", "iloveyouforever") == ["common"]
    assert accounts.problems("Nightingale", "my Nightingale sings") == ["name"]
    assert accounts.problems("Nightingale", GOOD[0]) == ["reused"]
    assert accounts.problems("Nightingale", "sunshine and rain") == []
    with raises("LookupError"):
        accounts.problems("nobody", GOOD[1])


def test_short_names_may_be_contained(accounts):
    accounts.add("bo", "bob@practice.example", "bob and bo are here")
    assert accounts.login("bo", "bob and bo are here") is True


def test_a_password_is_changed(accounts):
    accounts.change("Nightingale", GOOD[0], GOOD[1])
    assert accounts.login("Nightingale", GOOD[1]) is True
    assert accounts.login("Nightingale", GOOD[0]) is False
    with raises("PermissionError"):
        accounts.change("Nightingale", GOOD[0], GOOD[2])
    with raises("ValueError"):
        accounts.change("Nightingale", GOOD[1], "short")
    with raises("LookupError"):
        accounts.change("nobody", GOOD[0], GOOD[2])
    assert accounts.login("Nightingale", GOOD[1]) is True


def test_the_fourth_password_may_be_the_first(accounts):
    for old, new in zip(GOOD, [*GOOD[1:], GOOD[0]], strict=True):
        accounts.change("Nightingale", old, new)
    assert accounts.login("Nightingale", GOOD[0]) is True


def test_a_forgotten_password(accounts):
    old = accounts.start_reset("Nightingale")
    token = accounts.start_reset("Nightingale")
    assert 20 <= len(token) <= 100
    for unknown in (old, "x" * 30):
        with raises("LookupError"):
            accounts.finish_reset(unknown, GOOD[1])
    accounts.finish_reset(token, GOOD[1])
    assert accounts.login("Nightingale", GOOD[1]) is True
    with raises("LookupError"):
        accounts.finish_reset(token, GOOD[2])
    with raises("LookupError"):
        accounts.start_reset("nobody")


def test_support_sets_a_password(accounts):
    accounts.set_by_support("Nightingale", GOOD[2])
    assert accounts.login("Nightingale", GOOD[2]) is True
    with raises("LookupError"):
        accounts.set_by_support("nobody", GOOD[2])


def test_many_accounts(accounts):
    rows = [
        {"name": "bo", "email": "bo@practice.example", "password": GOOD[1]},
        {"name": "Nightingale", "email": "n@practice.example", "password": GOOD[2]},
        {"name": "cleo", "email": "cleo@practice.example", "password": GOOD[1]},
    ]
    assert accounts.add_many(rows) == ["Nightingale"]
    assert accounts.login("bo", GOOD[1]) is True
    assert accounts.login("cleo", GOOD[1]) is True
    assert accounts.login("Nightingale", GOOD[2]) is False


def test_an_account_moves(accounts):
    accounts.add("bo", "bo@practice.example", GOOD[1])
    with raises("PermissionError"):
        accounts.move("Nightingale", "Florence", "f@practice.example", "wrong")
    with raises("ValueError"):
        accounts.move("Nightingale", "bo", "f@practice.example", GOOD[0])
    accounts.move("Nightingale", "Florence", "florence@practice.example", " " + GOOD[0])
    assert accounts.login("Florence", GOOD[0]) is True
    assert accounts.login("Nightingale", GOOD[0]) is False
    assert accounts.problems("Florence", "hello florence and bo") == ["name"]
    assert accounts.problems("Florence", GOOD[0]) == ["reused"]


def test_another_object_knows_the_accounts(accounts, fresh_solution, work):
    other = fresh_solution().Accounts(str(work / "accounts.db"), str(work / "common.txt"))
    assert other.login("Nightingale", GOOD[0]) is True
