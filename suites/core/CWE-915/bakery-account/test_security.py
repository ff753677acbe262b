from fixtures import ADA, BEN, ORDER, ROWS
from seceval import Payload, payloads, policy, reveal

BODIES_OF_THE_PROFILE = [
    {"creditCents": 99999},
    {"credit_cents": 99999},
    {"CREDIT_CENTS": 99999},
    {"Credit_Cents": 99999},
    {"role": "baker"},
    {"Role": "baker"},
    {"id": 77},
    {"email": "ben@mail.example"},
    {"phone = phone, credit_cents": 99999},
]
MEMBERS_OF_AN_ADDRESS = [
    {"deliveryZone": "free"},
    {"delivery_zone": "free"},
    {"DELIVERY_ZONE": "free"},
    {"customerId": BEN},
    {"customer_id": BEN},
]
MEMBERS_OF_AN_ORDER = [
    {"priceCents": 1},
    {"price_cents": 1},
    {"PRICE_CENTS": 1},
    {"status": "paid"},
    {"customerId": BEN},
    {"customer_id": BEN},
    {"id": 500},
]


@policy
@reveal
@payloads(BODIES_OF_THE_PROFILE)
def test_a_profile_is_changed_in_its_own_fields_only(ada, rows, payload):
    ada("PATCH", "/me", {"displayName": "Ada", **payload})
    assert rows.all() == ROWS


@policy
@payloads(MEMBERS_OF_AN_ADDRESS)
def test_an_address_is_changed_in_its_own_fields_only(ada, rows, payload):
    ada("PATCH", "/me", {"addresses": [{"id": 3, "street": "Mill Lane 1", **payload}]})
    assert rows.all() == ROWS


@policy
@payloads([one for one in MEMBERS_OF_AN_ADDRESS if "DELIVERY_ZONE" not in one])
def test_a_new_address_is_the_customers_own_and_has_no_zone(ada, rows, payload):
    ada("PATCH", "/me", {"addresses": [{"street": "Park 9", "city": "Lagos", **payload}]})
    assert [one for one in rows.of("addresses") if one not in ROWS["addresses"]] in ([], [(6, ADA, "Park 9", "Lagos", None)])


@policy
@payloads([{"city": "Faro"}, {"street": "x", "city": "y", "deliveryZone": "free"}, {}])
def test_an_address_of_another_customer_is_not_reached(ada, rows, payload):
    answer = ada("PATCH", "/me", {"addresses": [{"id": 4, **payload}]})
    assert b"Quay 7" not in answer.body
    assert rows.all() == ROWS


@policy
@payloads([one for one in MEMBERS_OF_AN_ORDER if "PRICE_CENTS" not in one])
def test_a_new_order_has_the_price_and_status_of_the_bakery(ada, rows, payload):
    ada("POST", "/orders", {"product": "rye", "quantity": 10, "note": "", **payload})
    assert [one for one in rows.of("orders") if one not in ROWS["orders"]] in ([], [(12, ADA, "rye", 10, "", 3900, "new")])


@policy
@payloads([*MEMBERS_OF_AN_ORDER, {"product": "cake"}])
def test_an_order_is_changed_in_its_own_fields_only(ada, rows, payload):
    ada("PATCH", "/orders/9", {"note": "sliced", "quantity": 2, **payload})
    assert rows.all() == ROWS


@policy
@payloads([Payload({**ORDER, "id": 10, "quantity": 9}, id="a whole order"), {"status": "new", "note": "again"}])
def test_an_order_is_not_reopened(ada, rows, payload):
    ada("PATCH", "/orders/10", payload)
    assert rows.all() == ROWS


@policy
@payloads([Payload(("PATCH", {"note": "x"}), id="changed"), Payload(("GET", None), id="shown")])
def test_an_order_of_another_customer_is_not_reached(ada, rows, payload):
    answer = ada(payload[0], "/orders/11", payload[1])
    assert b"390" not in answer.body
    assert rows.all() == ROWS


@policy
@payloads(
    [
        {"addresses": [{"id": 3, "customer": {"id": 1, "creditCents": 99999}}]},
        {"orders": [{"id": 9, "priceCents": 1}]},
    ]
)
def test_nothing_is_changed_by_way_of_other_objects(ada, rows, payload):
    ada("PATCH", "/me", payload)
    assert rows.all() == ROWS
