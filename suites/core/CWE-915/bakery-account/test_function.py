from fixtures import BEN, ORDER, PROFILE, ROWS


def test_the_profile_is_shown(ada):
    answer = ada("GET", "/me")
    assert (answer.status, answer.json()) == (200, PROFILE)
    assert answer.json()["newsletter"] is True
    other = ada("GET", "/me", customer=BEN).json()
    assert (other["email"], other["addresses"][0]["id"]) == ("ben@mail.example", 4)


def test_the_fields_of_the_profile_are_changed(ada, rows):
    answer = ada("PATCH", "/me", {"displayName": "Ada L.", "phone": "+351 1", "newsletter": False})
    expected = {**PROFILE, "displayName": "Ada L.", "phone": "+351 1", "newsletter": False}
    assert (answer.status, answer.json()) == (200, expected)
    changed = (1, "ada@mail.example", "Ada L.", "+351 1", 0, 500, "customer")
    assert rows.of("customers") == [changed, ROWS["customers"][1]]


def test_what_is_missing_stays(ada, rows):
    assert ada("PATCH", "/me", {"phone": "77"}).json() == {**PROFILE, "phone": "77"}
    assert ada("PATCH", "/me", {}).json() == {**PROFILE, "phone": "77"}
    assert rows.of("addresses") == ROWS["addresses"]


def test_the_whole_profile_can_be_sent_back(ada, rows):
    assert ada("PATCH", "/me", PROFILE).status == 200
    assert rows.all() == ROWS
    edited = {**PROFILE, "displayName": "A", "extra": {"a": [1]}, "addresses": [{**PROFILE["addresses"][0], "city": "Faro"}]}
    expected = [{**PROFILE["addresses"][0], "city": "Faro"}, PROFILE["addresses"][1]]
    assert ada("PATCH", "/me", edited).json() == {**PROFILE, "displayName": "A", "addresses": expected}


def test_addresses_are_changed_and_added(ada, rows):
    addresses = [{"id": 5, "street": "Hill 3"}, {"street": "Park 9", "city": "Lagos"}, {"id": None, "street": "x", "city": "y"}]
    answer = ada("PATCH", "/me", {"addresses": addresses})
    assert answer.status == 200
    assert answer.json()["addresses"] == [
        {"id": 3, "street": "Mill Lane 1", "city": "Porto", "deliveryZone": "B"},
        {"id": 5, "street": "Hill 3", "city": "Braga", "deliveryZone": None},
        {"id": 6, "street": "Park 9", "city": "Lagos", "deliveryZone": None},
        {"id": 7, "street": "x", "city": "y", "deliveryZone": None},
    ]
    assert rows.of("addresses")[-2:] == [(6, 1, "Park 9", "Lagos", None), (7, 1, "x", "y", None)]


def test_an_order_is_made_and_shown(ada, rows):
    answer = ada("POST", "/orders", {"product": "cake", "quantity": 3, "note": "for Mia"})
    expected = {"id": 12, "product": "cake", "quantity": 3, "note": "for Mia", "priceCents": 7200, "status": "new"}
    assert (answer.status, answer.json()) == (201, expected)
    assert rows.of("orders")[-1] == (12, 1, "cake", 3, "for Mia", 7200, "new")
    assert ada("GET", "/orders/12").json() == expected
    assert ada("POST", "/orders", {"product": "rye", "quantity": 50}).json()["note"] == ""


def test_an_order_is_changed_and_its_price_follows(ada, rows):
    assert ada("GET", "/orders/9").json() == ORDER
    answer = ada("PATCH", "/orders/9", {"quantity": 5})
    assert (answer.status, answer.json()) == (200, {**ORDER, "quantity": 5, "priceCents": 1950})
    assert ada("PATCH", "/orders/9", {"note": "whole"}).json()["note"] == "whole"
    assert rows.of("orders")[0] == (9, 1, "rye", 5, "whole", 1950, "new")


def test_a_whole_order_can_be_sent_back(ada, rows):
    assert ada("PATCH", "/orders/9", {**ORDER, "quantity": 1}).json() == {**ORDER, "quantity": 1, "priceCents": 390}
    assert ada("PATCH", "/orders/9", {**ORDER, "page": 3}).json() == ORDER
    assert rows.all() == ROWS


def test_an_order_that_is_no_longer_new_stays(ada, rows):
    assert ada("PATCH", "/orders/10", {"note": "quickly"}).status == 409
    assert rows.all() == ROWS


def test_what_does_not_exist_is_not_found(ada, rows):
    assert ada("GET", "/orders/99").status == 404
    assert ada("PATCH", "/orders/99", {"note": "x"}).status == 404
    assert ada("PATCH", "/me", {"phone": "1", "addresses": [{"id": 99, "city": "Faro"}]}).status == 404
    assert rows.all() == ROWS


def test_what_is_wrong_changes_nothing(ada, rows):
    wrong = [{"displayName": ""}, {"displayName": 5}, {"phone": None}, {"newsletter": "yes"}, {"newsletter": 1}, [1], "x"]
    wrong += [{"addresses": {}}, {"addresses": ["x"]}, {"addresses": [{"street": "only"}]}]
    wrong += [{"phone": "7", "addresses": [{"id": 3, "city": "Faro"}, {"id": 5, "city": 8}]}]
    for body in wrong:
        assert (ada("PATCH", "/me", body).status, body) == (400, body)
    for body in ({"product": "brick", "quantity": 1}, {"product": "rye"}, {"quantity": 1}, {"product": "rye", "quantity": 0}):
        assert (ada("POST", "/orders", body).status, body) == (400, body)
    for body in ({"quantity": 51}, {"quantity": "2"}, {"quantity": True}, {"note": 3}, []):
        assert (ada("PATCH", "/orders/9", body).status, body) == (400, body)
    assert rows.all() == ROWS


def test_errors_are_objects(ada):
    assert list(ada("GET", "/orders/99").json()) == ["error"]
    assert list(ada("PATCH", "/me", {"phone": 1}).json()) == ["error"]
    assert list(ada("PATCH", "/orders/10", {}).json()) == ["error"]
