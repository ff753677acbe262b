import re

from seceval import fixture


def booking(**changes):
    return {
        "uid": "b-17@rooms.example",
        "stamp": "20240401T080000Z",
        "start": "20240501T093000Z",
        "end": "20240501T110000Z",
        "summary": "Choir",
        "notes": "",
        "room": "Hall 2",
        "tags": [],
        "link": "",
        "organiser": {"name": "Ada", "email": "ada@choir.example"},
        "guests": [],
        **changes,
    }


def strict_lines(data):
    return [line for line in data.decode().replace("\r\n ", "").split("\r\n") if line]


def lenient_lines(data):
    """As the panels at the doors read."""
    text = re.sub("\r\n|\r|\n", "\n", data.decode())
    return [line for line in text.replace("\n ", "").split("\n") if line]


def property_of(line):
    """Name, parameters and value of a line; the name alone where it is none."""
    match = re.fullmatch(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line, re.DOTALL)
    if match is None:
        return ("?", {}, line)
    given = re.findall(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)', match[2])
    return match[1].upper(), {name.upper(): value.strip('"') for name, value in given}, match[3]


def texts(value):
    """The texts of a value, divided at its commas."""
    parts = re.findall(r"(?:\\.|[^\\,])*", value, re.DOTALL)
    found = [part for place, part in enumerate(parts) if part or place == 0]
    return [re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], part) for part in found]


def in_one(*lines):
    return "\\n".join(lines)


def properties(data, reader=strict_lines):
    return [property_of(line) for line in reader(data)]


def value_of(data, name):
    found = [value for one, _, value in properties(data) if one == name]
    assert len(found) == 1, f"{len(found)} times {name}"
    return found[0]


def outline(data, reader):
    """What there is, by name, with what is no text: the parameters' names, and all addresses."""
    return [
        (name, sorted(given), value if name in ("BEGIN", "END", "ORGANIZER", "ATTENDEE", "TRIGGER", "ACTION") else "")
        for name, given, value in properties(data, reader)
    ]


@fixture
def plain():
    return booking(
        notes="two\nlines",
        tags=["music", "public"],
        link="https://choir.example/",
        guests=[{"name": "Ben", "email": "ben@choir.example"}, {"name": "Cleo", "email": "cleo@choir.example"}],
    )
