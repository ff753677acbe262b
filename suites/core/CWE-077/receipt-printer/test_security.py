from fixtures import CUT, DRAWER, INIT, forms
from seceval import Payload, payloads, reveal

CARD = {"paid": "card"}
ORDINARY = {b"\x1b@": {b""}, b"\x1bE": {b"\x00", b"\x01"}, b"\x1ba": {b"\x00", b"\x01"}, b"\x1dV": {b"\x00"}}
TEXTS = {
    "drawer": "Ada\x1bp\x00\x19\xb7",
    "drawer at once": "Ada\x10\x14\x01\x00\x05",
    "cut": "Ada\x1dV\x00",
    "picture": "Ada\x1cp\x01\x00",
    "right": "Ada\x1ba\x02",
    "start again": "Ada\x1b@",
    "swallows the next byte": "Ada\x1b",
}


def named(*ids):
    return [Payload(TEXTS[id], id=id) for id in ids or TEXTS]


def unexpected(stall, path, body=None):
    """Commands that a receipt or label without cash does not have, each as often as it occurs too often."""
    _, done, connections = stall.prints(path, body)
    found = [one for one in done.commands if one[1] not in ORDINARY.get(one[0], ())]
    if connections and forms(done.commands) != [INIT, CUT]:
        found.append(forms(done.commands))
    return found


def ordinary_style(stall):
    stall.order()
    return [one for one in stall.prints("/orders/1/receipt", CARD)[1].commands]


@reveal
@payloads(named())
def test_no_buyer_commands_the_printer(stall, payload):
    stall.order(buyer=payload)
    assert unexpected(stall, "/orders/1/receipt", CARD) == []
    assert unexpected(stall, "/orders/1/label") == []


@payloads(named())
def test_no_item_commands_the_printer(stall, payload):
    stall.order(items=[{"name": payload, "count": 1, "cents": 5}])
    assert unexpected(stall, "/orders/1/receipt", CARD) == []
    assert unexpected(stall, "/orders/1/label") == []


@payloads(named("drawer", "drawer at once", "right", "swallows the next byte"))
def test_no_note_commands_the_printer(stall, payload):
    stall.order(note=f"please\n{payload}\nring")
    assert unexpected(stall, "/orders/1/receipt", CARD) == []


@payloads(named("drawer", "drawer at once", "cut"))
def test_no_name_of_the_stall_commands_the_printer(stall, payload):
    stall.client.request("PUT", "/stall", json={"name": payload})
    stall.order()
    assert unexpected(stall, "/orders/1/receipt", CARD) == []


def test_no_text_changes_the_style(stall):
    usual = ordinary_style(stall)
    stall.order("Ada\x1bE\x00", "\x1bE\x01", [{"name": "Ei\x1ba\x01", "count": 1, "cents": 5}])
    _, done, connections = stall.prints("/orders/2/receipt", CARD)
    assert connections == 0 or done.commands == usual


def test_the_drawer_opens_once_for_cash(stall):
    stall.order("Ada\x1bp\x00\x19\xb7")
    _, done, _ = stall.prints("/orders/1/receipt", {"paid": "cash"})
    assert [name for name in forms(done.commands) if name in (DRAWER, b"\x10\x14")] in ([DRAWER], [])
