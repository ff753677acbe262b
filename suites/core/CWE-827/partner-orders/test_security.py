from seceval import Payload, Reply, payloads, reveal

PALLET = '<customer>Ada</customer><item sku="H-75" unit="pallet"/>'
SUBSETS = {
    "terms": ('[<!ATTLIST order terms CDATA "365 days">]', CONTENT),
    "terms that are fixed otherwise": ('[<!ATTLIST order terms CDATA #FIXED "365 days">]', CONTENT),
    "list of units": ("[<!ATTLIST item unit CDATA #IMPLIED>]", PALLET),
    "name for the units": ('[<!ENTITY % units "CDATA">]', PALLET),
    "one more attribute": ("[<!ATTLIST item price CDATA #IMPLIED>]", '<customer>Ada</customer><item sku="H-75" price="0"/>'),
}
ELSEWHERE = {
    "a module": '[<!ENTITY % common SYSTEM "ROOT/uploads/common.mod">]',
    "a module, relative": '[<!ENTITY % common SYSTEM "uploads/common.mod">]',
    "declarations": '[<!ENTITY % more SYSTEM "file://ROOT/uploads/common.mod"> %more;]',
    "public declarations": '[<!ENTITY % more PUBLIC "-//Shop//More//EN" "ROOT/uploads/common.mod"> %more;]',
    "another DTD of the same name": '[<!ENTITY % more PUBLIC "-//Wholesale//Order 1.1//EN" "ROOT/uploads/order.dtd"> %more;]',
}
SYSTEM = ["ROOT/uploads/order.dtd", "file://ROOT/uploads/order.dtd", "uploads/order.dtd"]


def still_works(client):
    assert post(client, document(CONTENT)).json() == EXPECTED


def agreed(reply):
    """True if the answer keeps to what the DTD of the folder lays down."""
    if reply.status != 201:
        return True
    found = reply.json()
    units = {item.get("unit") for item in found["items"]}
    return found["order"].get("terms", "30 days") == "30 days" and units <= {"piece", "box"} and "price" not in str(found)


def named(values):
    return [Payload(value, id=id) for id, value in values.items()]


@reveal
@payloads(named(SUBSETS))
def test_an_order_does_not_change_what_was_agreed(client, payload):
    subset, content = payload
    reply = post(client, document(content, subset=subset))
    assert agreed(reply)


@payloads(SYSTEM)
def test_no_other_dtd_counts(client, wholesaler, watch, payload):
    seen = watch(wholesaler.uploads / "order.dtd")
    system = payload.replace("ROOT", str(wholesaler.root))
    reply = post(client, document(PALLET, system=system, attributes=' terms="365 days"'))
    assert agreed(reply)
    assert not seen.opened


@payloads(named(ELSEWHERE))
def test_nothing_is_taken_in_from_elsewhere(client, wholesaler, watch, payload):
    seen = watch(wholesaler.uploads)
    subset = payload.replace("ROOT", str(wholesaler.root))
    replies = [post(client, document(content, subset=subset)) for content in (CONTENT, PALLET)]
    assert all(agreed(reply) for reply in replies)
    assert not seen.opened


@payloads([
    Payload(("http://198.51.100.7/order.dtd", ""), id="DTD"),
    Payload(("order.dtd", '[<!ENTITY % more SYSTEM "http://198.51.100.7/more.dtd"> %more;]'), id="declarations"),
    Payload(("order.dtd", '[<!ENTITY % common SYSTEM "http://198.51.100.7/common.mod">]'), id="module"),
])  # fmt: skip
def test_no_other_machine_is_asked(client, network, payload):
    other = network.http("198.51.100.7", handler=lambda request: Reply(body=OTHER))
    system, subset = payload
    reply = post(client, document(CONTENT, system=system, subset=subset))
    assert agreed(reply)
    assert other.connections == 0


def test_a_note_holds_no_other_file(client, wholesaler, watch):
    seen = watch(wholesaler.uploads / "prices.txt")
    subset = f'[<!ENTITY prices SYSTEM "{wholesaler.uploads}/prices.txt">]'
    reply = post(client, document(CONTENT + "<note>&prices;</note>", subset=subset))
    assert SECRET not in reply.text
    assert not seen.opened
