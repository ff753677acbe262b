from fixtures import FREE, LAST, MINE, NEXT, SLOTS, entry
from seceval import Payload, payloads, raises

FULL = {"name": "abcdefghijklmnopqrst", "plate": "0123456789abcdef", "note": "nnnnnnnnnnnnnn"}
STORED = {"Zoë van Dam": b"ZOE VAN DAM", "b-äx 12": b"B-AX 12"}


def test_a_badge_is_read(solution, badges):
    assert solution.read(badges.path, NEXT) == {
        "badge": 7003,
        "name": "CLEO CRUZ",
        "level": 2,
        "plate": "B CC 300",
        "uses": 500,
        "note": "LIFT",
        "open": [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)],
    }
    assert solution.read(badges.path, 4)["open"] == [(6, 0), (6, 7)]


def test_a_free_slot_and_one_that_does_not_exist_are_errors(solution, badges):
    for number in (FREE, 6, 700):
        with raises("ValueError"):
            solution.read(badges.path, number)
        with raises("ValueError"):
            solution.describe(badges.path, number, {"note": "x"})
        with raises("ValueError"):
            solution.count_use(badges.path, number)
    assert badges.changed() == []


def test_a_new_badge_gets_the_first_free_slot(solution, badges):
    assert solution.enrol(badges.path, 7100, "Jürgen Groß", 1) == FREE
    assert badges.field(FREE, "name") == b"JURGEN GROSS" + bytes(8)
    assert solution.read(badges.path, FREE)["name"] == "JURGEN GROSS"
    assert solution.read(badges.path, FREE)["level"] == 1
    assert badges.changed((FREE, "badge"), (FREE, "name"), (FREE, "level")) == []
    with raises("ValueError"):
        solution.enrol(badges.path, 7101, "Nobody", 0)


def test_texts_are_changed(solution, badges):
    solution.describe(badges.path, MINE, {"name": "Zoë van Dam", "note": "b"})
    assert badges.field(MINE, "name") == STORED["Zoë van Dam"] + bytes(9)
    assert badges.field(MINE, "note") == b"B" + bytes(13)
    solution.describe(badges.path, MINE, {"plate": "b-äx 12"})
    assert badges.field(MINE, "plate") == STORED["b-äx 12"] + bytes(9)
    assert badges.changed((MINE, "name"), (MINE, "note"), (MINE, "plate")) == []


def test_a_text_may_fill_its_field(solution, badges):
    solution.describe(badges.path, NEXT, FULL)
    read = solution.read(badges.path, NEXT)
    assert {key: read[key] for key in FULL} == {key: text.upper() for key, text in FULL.items()}
    assert read["level"] == 2
    assert solution.read(badges.path, 4)["badge"] == 7005


def test_a_text_that_is_too_long_changes_nothing(solution, badges):
    with raises("ValueError"):
        solution.describe(badges.path, MINE, {"note": "fine", "name": "abcdefghijklmnopqrstu"})
    with raises("ValueError"):
        solution.describe(badges.path, MINE, {"plate": "0" * 17})
    with raises("ValueError"):
        solution.enrol(badges.path, 7100, "a" * 30, 1)
    assert badges.changed() == []


@payloads([
    Payload((4, 7, 3, [(4, 7), (5, 0), (5, 1)]), id="a night"),
    Payload((0, 0, 8, [(0, bit) for bit in range(8)]), id="a day"),
    Payload((6, 6, 4, [(0, 0), (0, 1), (6, 6), (6, 7)]), id="round the week"),
    Payload((3, 2, 56, [(day, bit) for day in range(7) for bit in range(8)]), id="a whole week"),
])  # fmt: skip
def test_hours_are_opened(solution, badges, payload):
    day, first, count, opened = payload
    solution.allow(badges.path, LAST, day, first, count)
    assert solution.read(badges.path, LAST)["open"] == opened
    assert badges.changed((LAST, "hours")) == []


def test_hours_that_are_open_stay_open(solution, badges):
    solution.allow(badges.path, 4, 0, 3, 1)
    assert solution.read(badges.path, 4)["open"] == [(0, 3), (6, 0), (6, 7)]


def test_uses_are_counted_up_to_the_highest(solution, badges):
    solution.count_use(badges.path, NEXT)
    solution.count_use(badges.path, NEXT, 12)
    assert solution.read(badges.path, NEXT)["uses"] == 513
    solution.count_use(badges.path, 0, 5)
    assert solution.read(badges.path, 0)["uses"] == 65535
    solution.count_use(badges.path, 0, 5)
    assert solution.read(badges.path, 0)["uses"] == 65535
    assert badges.changed((NEXT, "uses"), (0, "uses")) == []


def test_a_message_changes_pieces_of_texts(solution, badges):
    solution.apply(badges.path, MINE, entry(1, 4, b"BIRD") + entry(3, 11, b"OK!") + entry(2, 0, b""))
    assert badges.field(MINE, "name") == b"BEN BIRD" + bytes(12)
    assert badges.field(MINE, "note") == b"CAT SITTER\0OK!"
    assert badges.changed((MINE, "name"), (MINE, "note")) == []


@payloads([
    Payload(entry(3, 0, b"OK") + b"\x01\x00", id="head cut off"),
    Payload(entry(3, 0, b"OK") + entry(1, 0, b"AB", count=3), id="bytes cut off"),
    Payload(entry(3, 0, b"OK") + entry(4, 0, b"A"), id="unknown field"),
])  # fmt: skip
def test_a_message_that_is_not_possible_changes_nothing(solution, badges, payload):
    with raises("ValueError"):
        solution.apply(badges.path, MINE, payload)
    assert badges.changed() == []


def test_a_badge_is_moved(solution, badges):
    solution.move(badges.path, NEXT, FREE)
    assert (badges.slot(FREE), badges.slot(NEXT)) == (SLOTS[NEXT], bytes(64))
    assert solution.enrol(badges.path, 7100, "New", 0) == NEXT
    with raises("ValueError"):
        solution.move(badges.path, NEXT, MINE)
