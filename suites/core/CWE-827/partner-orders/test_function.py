EXAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE order PUBLIC "-//Wholesale//Order 1.1//EN" "http://shop.example/dtd/order.dtd">
<order number="A-1007">
  <customer>Ada &amp; Sons</customer>
  <item sku="H-75" quantity="12"/>
  <item sku="H-80" unit="box"/>
  <note>By the back door.</note>
</order>
"""


def test_an_order_is_taken(client):
    reply = post(client, EXAMPLE)
    assert reply.status == 201
    assert reply.json() == {
        "order": {"number": "A-1007", "currency": "EUR", "terms": "30 days"},
        "customer": "Ada & Sons",
        "items": [{"sku": "H-75", "quantity": "12", "unit": "piece"}, {"sku": "H-80", "quantity": "1", "unit": "box"}],
        "note": "By the back door.",
    }


def test_defaults_come_from_the_dtd(client):
    assert post(client, document(CONTENT)).json() == EXPECTED
    given = post(client, document(CONTENT, attributes=' currency="CHF" terms="30 days"')).json()
    assert given["order"] == {"number": "A-1", "currency": "CHF", "terms": "30 days"}


def test_each_version_has_a_dtd(client):
    reply = post(client, document(CONTENT, version="1.0"))
    assert (reply.status, reply.json()) == (
        201,
        {"order": {"number": "A-1", "terms": "at once"}, "customer": "Ada", "items": [{"sku": "H-75"}], "note": None},
    )
    assert post(client, document(CONTENT + "<note>x</note>", version="1.0")).status == 422


def test_versions_are_added(client, wholesaler):
    assert post(client, document(CONTENT, version="2.10")).status == 422
    newer = ORDER_1_1.replace("30 days", "60 days").replace("(piece|box)", "(piece|box|roll)")
    (wholesaler.dtds / "order-2.10.dtd").write_text(newer)
    reply = post(client, document('<customer>Ada</customer><item sku="H-75" unit="roll"/>', version="2.10"))
    assert reply.json()["order"]["terms"] == "60 days"
    assert reply.json()["items"] == [{"sku": "H-75", "quantity": "1", "unit": "roll"}]


def test_the_system_identifier_does_not_matter(client):
    for system in ("http://shop.example/dtd/order.dtd", "C:\\orders\\order.dtd", "/usr/share/shop/order.dtd", "", "order-1.0.dtd"):
        reply = post(client, document(CONTENT, system=system))
        assert (reply.status, reply.json()) == (201, EXPECTED)


def test_what_is_not_valid_is_refused(client):
    for content in (
        "<customer>Ada</customer>",
        '<item sku="H-75"/>',
        CONTENT + "<note>x</note><note>y</note>",
        '<customer>Ada</customer><item quantity="1"/>',
        '<customer>Ada</customer><item sku="H-75" unit="pallet"/>',
        '<customer>Ada</customer><item sku="H-75" price="1"/>',
        CONTENT + "<gift/>",
    ):
        assert post(client, document(content)).status == 422
    assert post(client, document(CONTENT, attributes=' currency="USD"')).status == 422
    assert post(client, document(CONTENT, attributes=' terms="365 days"')).status == 422


def test_what_has_no_version_is_refused(client):
    order = f'<order number="A-1">{CONTENT}</order>'
    for doctype in (
        "",
        '<!DOCTYPE order SYSTEM "order-1.1.dtd">',
        '<!DOCTYPE order PUBLIC "-//Shop//Order 1.1//EN" "order.dtd">',
        '<!DOCTYPE order PUBLIC "-//Wholesale//Order x//EN" "order-1.1.dtd">',
    ):
        assert post(client, doctype + order).status == 422


def test_what_is_not_well_formed_is_refused(client):
    for text in ("", "hello", document(CONTENT)[:-4], document("<customer>Ada</item>")):
        assert post(client, text).status == 422
