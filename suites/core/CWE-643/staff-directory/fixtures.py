import re
from xml.sax.saxutils import escape, quoteattr

from seceval import Payload, fixture

PEOPLE = [
    # department, id, listed, name, phone, room, mail, pin, home
    ("Sales", "p1", "yes", "Siobhan Shea", "+49 30 1234", "B 12", "siobhan@corp.example", "0815", "Mill Lane 1"),
    ("Sales", "p2", "no", "Ben Hidden", "+49 30 99", "B 12", "ben@corp.example", "4711", "Quay 7"),
    ("Sales", "p3", "yes", "Mei Lin", "+49 30 77", "A 1", "mei@corp.example", "2468", "Hill 2"),
    ("R&D", "p4", "yes", "Tomasz Ärger", "+49 30 55", "B 12", "tomasz@corp.example", "1357", "Park 9"),
    ("R&D", "p5", "yes", "Lin Oduya", "+49 30 78", "C 3", "lin@corp.example", "9090", "Dock 4"),
]
FIELDS = ("name", "phone", "room", "mail", "pin", "home")


def write(path, people):
    parts = ["<directory>"]
    for department in dict.fromkeys(one[0] for one in people):
        parts.append(f"<department name={quoteattr(department)}>")
        for _, number, listed, *texts in [one for one in people if one[0] == department]:
            fields = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in zip(FIELDS, texts))
            parts.append(f'<person id="{number}" listed="{listed}">{fields}</person>')
        parts.append("</department>")
    path.write_text("\n".join([*parts, "</directory>"]), encoding="utf-8")
    return str(path)


@fixture
def directory(work):
    return write(work / "directory.xml", PEOPLE)


def with_person(work, name="New One", room="Z 9"):
    new = ("R&D", "p9", "yes", name, "+49 30 00", room, "new@corp.example", "7777", "Elm 3")
    return write(work / "other.xml", [*PEOPLE, new])


def ids(entries):
    return [entry["id"] for entry in entries]


def with_twin(value):
    """A payload beside the same text in which nothing has a meaning to XPath."""
    return Payload(value, twin=re.sub(r"[^\w ]", "x", value))
