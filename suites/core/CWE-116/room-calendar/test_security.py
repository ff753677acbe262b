from fixtures import booking, lenient_lines, outline, strict_lines
from seceval import Payload, payloads, refusal_allowed, reveal

OWN = "ATTENDEE:mailto:mallory@x.example"
EVENT = "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Closed"
LINES = {
    "both": f"x\r\n{OWN}",
    "line feed": f"x\n{OWN}",
    "carriage return": f"x\r{OWN}",
    "an event": f"x\r\n{EVENT}",
}
NAMES = {
    "another address": 'x":mailto:mallory@x.example',
    "a parameter": 'x";SENT-BY="mailto:mallory@x.example',
    "a parameter and the rest": 'x";SENT-BY="mailto:mallory@x.example";X="',
}


def named(values, *ids):
    return [Payload(values[id], id=id) for id in ids or values]


def added(solution, calendar=lambda solution, one: solution.feed("x", [one]), **changes):
    """What is in the calendar and would not be there with ordinary values."""
    ordinary = booking(notes="x", tags=["x"], link="x", guests=[{"name": "Ben", "email": "ben@choir.example"}])
    found = []
    for reader in (strict_lines, lenient_lines):
        expected = outline(calendar(solution, ordinary), reader)
        with refusal_allowed():
            found += [one for one in outline(calendar(solution, {**ordinary, **changes}), reader) if one not in expected]
            assert len(outline(calendar(solution, {**ordinary, **changes}), reader)) == len(expected)
    return found


@reveal
@payloads(named(LINES))
def test_no_text_is_more_than_a_text(solution, payload):
    for key in ("summary", "notes", "room"):
        assert added(solution, **{key: payload}) == []


@payloads(named(LINES, "both", "carriage return", "an event"))
def test_no_tag_is_more_than_a_tag(solution, payload):
    assert added(solution, tags=["music", payload]) == []


@payloads(named(LINES, "both", "line feed", "carriage return"))
def test_no_name_of_a_calendar_is_more_than_a_name(solution, payload):
    assert added(solution, lambda solution, one: solution.feed(payload if one["uid"] == "2" else "x", [one]), uid="2") == []


@payloads(named(LINES))
def test_no_address_of_a_page_is_more_than_an_address(solution, payload):
    assert added(solution, link=payload) == []


@reveal
@payloads(named(LINES))
def test_no_uid_is_more_than_a_uid(solution, payload):
    assert added(solution, uid=payload) == []


@payloads(named(LINES), named(NAMES))
def test_no_person_is_more_than_a_person(solution, payload):
    person = {"name": payload, "email": "ben@choir.example"}
    assert added(solution, guests=[person]) == []
    assert added(solution, organiser={**person, "email": "ada@choir.example"}) == []


@payloads(named(LINES))
def test_no_address_of_a_person_is_more_than_an_address(solution, payload):
    for key, value in (("guests", [{"name": "Ben", "email": payload}]), ("organiser", {"name": "Ada", "email": payload})):
        one = booking(**{key: value})
        for reader in (strict_lines, lenient_lines):
            with refusal_allowed():
                names = [name for name, _, _ in outline(solution.feed("x", [one]), reader)]
                assert names.count("ATTENDEE") == len(one["guests"])
                assert names.count("BEGIN") == 2


@payloads(named(LINES, "both", "carriage return"))
def test_no_alarm_is_more_than_an_alarm(solution, payload):
    ordinary = booking()
    for reader in (strict_lines, lenient_lines):
        with refusal_allowed():
            found = outline(solution.reminder(ordinary, 15, payload), reader)
            assert found == outline(solution.reminder(ordinary, 15, "x"), reader)


def still_works(solution):
    assert solution.feed("Hall 2", [booking()]).startswith(b"BEGIN:VCALENDAR\r\n")
