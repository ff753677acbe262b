from fixtures import FREE, LAST, MINE, NEXT, entry
from seceval import Payload, payloads, policy, refusal_allowed, reveal

NAME, PLATE, NOTE, HOURS = (MINE, "name"), (MINE, "plate"), (MINE, "note"), (MINE, "hours")


def still_works(solution, badges):
    solution.count_use(badges.path, LAST)
    solution.allow(badges.path, LAST, 0, 0, 1)
    assert solution.read(badges.path, LAST)["badge"] == 7006


@reveal
@payloads([
    Payload(("name", "ß" * 20), id="name, doubled letters"),
    Payload(("name", "x" * 19 + "ß"), id="name, one letter more"),
    Payload(("note", "ﬃ" * 14), id="note, threefold letters"),
    Payload(("plate", "½" * 16), id="plate, fractions"),
])  # fmt: skip
def test_no_text_grows_out_of_its_field(solution, badges, payload):
    field, text = payload
    with refusal_allowed():
        solution.describe(badges.path, MINE, {field: text})
    assert badges.changed((MINE, field)) == []


@payloads([Payload("ß" * 20, id="doubled letters"), Payload("Ⅷ" * 18, id="Roman numerals")])
def test_no_new_name_grows_out_of_its_field(solution, badges, payload):
    with refusal_allowed():
        solution.enrol(badges.path, 7100, payload, 0)
    assert badges.changed((FREE, "badge"), (FREE, "name")) == []


@payloads([
    Payload(entry(1, 20, b"\3"), id="the level"),
    Payload(entry(1, 19, b"XY"), id="over the end by one"),
    Payload(entry(1, 0, b"X" * 21), id="one byte too many"),
    Payload(entry(3, 14, b"\1\0\0\0"), id="the badge of the next slot"),
    Payload(entry(3, 34, b"X"), id="the level of another one"),
    Payload(entry(2, 255, b"X"), id="as far as a place reaches"),
    Payload(entry(2, 10, b"X" * 200), id="as much as fits into a message"),
    Payload(entry(3, 0, b"OK") + entry(1, 18, b"ABC"), id="second entry"),
])  # fmt: skip
def test_no_message_writes_outside_its_field(solution, badges, payload):
    with refusal_allowed():
        solution.apply(badges.path, MINE, payload)
    assert badges.changed(NAME, PLATE, NOTE) == []


def test_a_message_for_the_last_slot_does_not_make_the_file_longer(solution, badges):
    with refusal_allowed():
        solution.apply(badges.path, LAST, entry(3, 10, b"X" * 30))
    assert badges.changed((LAST, "note")) == []


@policy
def test_a_message_that_fails_in_its_second_half_changes_nothing(solution, badges):
    with refusal_allowed():
        solution.apply(badges.path, MINE, entry(3, 0, b"OK") + entry(1, 19, b"AB"))
    assert badges.changed() == []


@payloads([-1, -2, -6])
def test_no_negative_slot_is_changed(solution, badges, payload):
    calls = [
        lambda: solution.describe(badges.path, payload, {"note": "x"}),
        lambda: solution.count_use(badges.path, payload),
        lambda: solution.allow(badges.path, payload, 0, 1, 1),
        lambda: solution.apply(badges.path, payload, entry(1, 0, b"X")),
        lambda: solution.move(badges.path, MINE, payload),
        lambda: solution.move(badges.path, payload, FREE),
    ]
    for call in calls:
        with refusal_allowed():
            call()
        assert badges.changed() == []


@payloads([
    Payload((20, 0, 8), id="a day far behind Sunday"),
    Payload((-1, 0, 8), id="a day before Monday"),
    Payload((0, -8, 8), id="a bit before the first"),
])  # fmt: skip
def test_no_hours_are_written_outside_of_the_hours(solution, badges, payload):
    day, first, count = payload
    with refusal_allowed():
        solution.allow(badges.path, MINE, day, first, count)
    assert badges.changed(HOURS) == []


@payloads([256 + 3, -1])
def test_no_level_changes_its_neighbours(solution, badges, payload):
    with refusal_allowed():
        solution.enrol(badges.path, 7100, "Visitor", payload)
    assert badges.changed() == []
