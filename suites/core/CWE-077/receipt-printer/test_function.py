from fixtures import CUT, DRAWER, INIT, forms

CARD = {"paid": "card"}


def test_orders_are_counted_from_one(stall):
    answers = [stall.order() for _ in range(3)]
    assert [(answer.status, answer.json()) for answer in answers] == [(201, {"id": 1}), (201, {"id": 2}), (201, {"id": 3})]


def test_a_receipt_paid_by_card(stall):
    stall.order("Ada", "", [{"name": "Käse", "count": 2, "cents": 450}, {"name": "Brot", "count": 1, "cents": 305}])
    status, done, connections = stall.prints("/orders/1/receipt", CARD)
    assert (status, connections) == (200, 1)
    expected = [
        ("Market", True, 1),
        ("Order 1: Ada", False, 0),
        ("2 x Käse", False, 0),
        ("1 x Brot", False, 0),
        ("Total EUR 12.05", True, 0),
    ]
    assert [line for line in done.lines if line[0]] == expected
    assert forms(done.commands) == [INIT, CUT]


def test_the_drawer_opens_for_cash_before_the_cut(stall):
    stall.order()
    status, done, _ = stall.prints("/orders/1/receipt", {"paid": "cash"})
    assert status == 200
    assert forms(done.commands) == [INIT, DRAWER, CUT]
    assert (DRAWER, b"\x00\x19\xfa") in done.commands
    assert (CUT, b"\x00") in done.commands


def test_a_note_of_several_lines(stall):
    stall.order(note="no onions,\nplease ring")
    _, done, _ = stall.prints("/orders/1/receipt", CARD)
    assert ["Order 1: Ada", "2 x Käse", "no onions,", "please ring"] == [line[0] for line in done.lines if line[0]][1:5]


def test_the_note_is_indented(stall, printer):
    stall.order(note="no onions")
    stall.prints("/orders/1/receipt", CARD)
    assert b"\n  no onions\n" in printer.prints[0].replace(b"\x1bE\x01", b"").replace(b"\x1bE\x00", b"")


def test_characters_of_the_code_page_and_others(stall):
    name = "漢 Łódź"
    stall.order("Zoë €½", "", [{"name": name, "count": 1, "cents": 5}])
    _, done, _ = stall.prints("/orders/1/receipt", CARD)
    assert "Order 1: Zoë €½" in done.text
    assert "1 x " + name.encode("cp858", "replace").decode("cp858") in done.text
    assert "Total EUR 0.05" in done.text


def test_long_lines_lose_nothing(stall):
    note = "".join(f"word{number}" for number in range(20))
    buyer = "Bartholomew Featherstonehaugh the Younger"
    stall.order(buyer, note)
    _, done, _ = stall.prints("/orders/1/receipt", CARD)
    assert max(len(line[0]) for line in done.lines) <= 32
    joined = "".join("".join(line[0].split()) for line in done.lines)
    assert buyer.replace(" ", "") in joined
    assert note in joined


def test_a_label(stall):
    stall.order("Ada", "note", [{"name": "Käse", "count": 2, "cents": 450}, {"name": "Ei", "count": 7, "cents": 30}])
    status, done, connections = stall.prints("/orders/1/label")
    assert (status, connections) == (200, 1)
    assert [line for line in done.lines if line[0]] == [("Ada", True, 0), ("9 pieces", False, 0)]
    assert forms(done.commands) == [INIT, CUT]


def test_the_name_of_the_stall(stall):
    assert stall.client.request("PUT", "/stall", json={"name": "Ada's Cheese"}).status == 200
    stall.order()
    _, done, _ = stall.prints("/orders/1/receipt", CARD)
    assert ("Ada's Cheese", True, 1) in done.lines
    assert stall.client.request("PUT", "/stall", json={"name": 5}).status == 400


def test_what_is_no_order(stall):
    good = {"buyer": "Ada", "note": "", "items": [{"name": "Ei", "count": 1, "cents": 30}]}
    wrong = [
        [good],
        {**good, "buyer": 5},
        {**good, "note": None},
        {"buyer": "Ada", "items": []},
        {**good, "items": "Ei"},
        {**good, "items": [{"name": "Ei", "count": "1", "cents": 30}]},
        {**good, "items": [{"name": "Ei", "count": 0, "cents": 30}]},
        {**good, "items": [{"name": "Ei", "count": 1, "cents": -30}]},
        {**good, "items": [{"count": 1, "cents": 30}]},
    ]
    assert [stall.client.post("/orders", json=one).status for one in wrong] == [400] * len(wrong)
    assert stall.client.post("/orders", json=good).json() == {"id": 1}


def test_orders_that_do_not_exist_and_other_ways_to_pay(stall):
    assert stall.prints("/orders/1/receipt", CARD)[::2] == (404, 0)
    assert stall.prints("/orders/1/label")[::2] == (404, 0)
    stall.order()
    assert stall.prints("/orders/1/receipt", {"paid": "later"})[::2] == (400, 0)
