import json

from fixtures import MEMBERS


def test_everybody_sees_their_own(bank):
    answer = bank("ada", "GET", "/me")
    assert (answer.status, answer.json()) == (200, {"balance": 6.5, "limit": 4, "pot": 0})
    assert bank.me("ben") == {"balance": -1.25, "limit": 10, "pot": 2}


def test_a_limit_is_set(bank):
    answer = bank("ada", "PUT", "/me/limit", {"limit": 8})
    assert (answer.status, answer.json()) == (200, {"balance": 6.5, "limit": 8, "pot": 0})
    assert bank("ada", "PUT", "/me/limit", {"limit": 20}).status == 200
    assert bank("ada", "PUT", "/me/limit", {"limit": 0}).status == 200
    assert bank("ada", "PUT", "/me/limit", {"limit": 0.5}).json()["limit"] == 0.5
    assert bank.stored()["ada"]["limit"] == 0.5


def test_a_limit_over_twenty_is_refused(bank):
    assert bank("ada", "PUT", "/me/limit", {"limit": 20.5}).status == 400
    assert bank.me("ada")["limit"] == 4


def test_a_gift_moves_hours(bank):
    answer = bank("ada", "POST", "/gifts", {"to": ["ben", "cleo"], "hours": 0.5})
    assert (answer.status, answer.json()) == (200, {"balance": 5.5, "limit": 4, "pot": 0})
    stored = bank.stored()
    assert (stored["ada"]["balance"], stored["ben"]["balance"], stored["cleo"]["balance"]) == (5.5, -0.75, 0.5)


def test_a_name_listed_twice_gets_twice(bank):
    assert bank("ada", "POST", "/gifts", {"to": ["cleo", "cleo"], "hours": 1.25}).json()["balance"] == 4
    assert bank.me("cleo")["balance"] == 2.5


def test_hundredths_stay_exact(bank):
    for _ in range(10):
        assert bank("ada", "POST", "/gifts", {"to": ["cleo"], "hours": 0.1}).status == 200
    bank("ada", "POST", "/gifts", {"to": ["cleo"], "hours": 0.29})
    assert (bank.me("ada")["balance"], bank.me("cleo")["balance"]) == (5.21, 1.29)
    assert bank.stored()["cleo"]["balance"] == 1.29


def test_a_balance_falls_to_its_limit_and_no_further(bank):
    assert bank("ada", "POST", "/gifts", {"to": ["ben", "cleo"], "hours": 5.26}).status == 400
    assert bank("cleo", "POST", "/gifts", {"to": ["ben"], "hours": 0.01}).status == 400
    assert bank.stored() == MEMBERS
    assert bank("ada", "POST", "/gifts", {"to": ["ben", "cleo"], "hours": 5.25}).json()["balance"] == -4


def test_gifts_to_nobody_change_nothing(bank):
    assert bank("ada", "POST", "/gifts", {"to": ["ben", "zoe"], "hours": 1}).status == 400
    assert bank("ada", "POST", "/gifts", {"hours": 1}).status == 400
    assert bank("ada", "POST", "/gifts", {"to": ["ben"], "hours": 0}).status == 400
    assert bank.stored() == MEMBERS


def test_an_offer_is_made_and_booked(bank):
    made = bank("cleo", "POST", "/offers", {"title": "Bake a cake", "hours": 2})
    assert (made.status, made.json()) == (201, {"number": 3})
    assert bank("dora", "POST", "/offers/3/book", {"times": 3}).json() == {"balance": 24, "limit": 20, "pot": 5}
    assert bank.me("cleo")["balance"] == 6
    saved = json.loads(bank.path.read_text())["offers"]
    assert saved[-1] == {"number": 3, "by": "cleo", "title": "Bake a cake", "hours": 2}


def test_bookings_that_are_not_possible(bank):
    assert bank("ada", "POST", "/offers/9/book", {"times": 1}).status == 400
    assert bank("ben", "POST", "/offers/1/book", {"times": 1}).status == 400
    assert bank("cleo", "POST", "/offers/1/book", {"times": 1}).status == 400
    assert bank("ada", "POST", "/offers/1/book", {}).status == 400
    assert bank("ada", "POST", "/offers/1/book", {"times": 8}).status == 400
    assert bank.stored() == MEMBERS


def test_hours_are_put_aside_and_taken_back(bank):
    assert bank("ada", "POST", "/pot", {"hours": 2.5}).json() == {"balance": 4, "limit": 4, "pot": 2.5}
    assert bank("ada", "POST", "/pot", {"hours": 1, "back": True}).json() == {"balance": 5, "limit": 4, "pot": 1.5}
    assert bank("ada", "POST", "/pot", {"hours": 1.51, "back": True}).status == 400
    assert bank("ada", "POST", "/pot", {"hours": 9.01}).status == 400
    assert bank.stored()["ada"] == {"balance": 5, "limit": 4, "pot": 1.5}


def test_gifts_from_a_spreadsheet(bank):
    answer = bank("ada", "POST", "/gifts.csv", "ben;0,5\n\ncleo;1.25\nben;2\n")
    assert (answer.status, answer.json()) == (200, {"balance": 2.75, "limit": 4, "pot": 0})
    assert (bank.me("ben")["balance"], bank.me("cleo")["balance"]) == (1.25, 1.25)


def test_all_gifts_of_a_spreadsheet_or_none(bank):
    for text in ("ben;1\nzoe;1\n", "ben;5\ncleo;5,51\n", "ben;one\n", "ben\n"):
        assert bank("ada", "POST", "/gifts.csv", text).status == 400
    assert bank.stored() == MEMBERS


def test_another_start_of_the_service_goes_on(bank, fresh_solution, web):
    bank("ada", "POST", "/gifts", {"to": ["ben"], "hours": 1})
    client = web(fresh_solution().create_app(str(bank.path)))
    assert client.get("/me", headers={"X-Member": "ada"}).json()["balance"] == 5.5
