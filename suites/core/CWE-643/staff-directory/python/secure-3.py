from lxml import etree

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def literal(text):
    """The text as an XPath expression: pieces without one kind of quote, put together by concat()."""
    pieces = []
    for number, piece in enumerate(text.split("'")):
        if number:
            pieces.append('"\'"')
        pieces.append(f"'{piece}'")
    return f"concat({', '.join(pieces)}, '')"


def entries(path, condition):
    found = etree.parse(path).xpath(f"//person[@listed='yes' and {condition}]")
    names = ("name", "phone", "room")
    return [{"id": one.attrib["id"], **{name: one.find(name).text for name in names}} for one in found]


def search(path, department, text):
    name = f"translate(name, '{ALPHABET}', '{ALPHABET.lower()}')"
    wanted = "".join(one.lower() if one in ALPHABET else one for one in text)
    return entries(path, f"../@name={literal(department)} and contains({name}, {literal(wanted)})")


def lookup(path, field, value):
    column = {"name": "name", "phone": "phone", "room": "room", "mail": "mail"}[field]
    return entries(path, f"{column}={literal(value)}")


def open_door(path, person_id, pin):
    condition = f"@id={literal(person_id)} and pin={literal(pin)}"
    return next(iter(etree.parse(path).xpath(f"//person[{condition}]/name/text()")), None)


def roommates(path, person_id):
    rooms = etree.parse(path).xpath(f"//person[@id={literal(person_id)}]/room/text()")
    if not rooms:
        return []
    return [one["name"] for one in entries(path, f"room={literal(rooms[0])} and @id!={literal(person_id)}")]
