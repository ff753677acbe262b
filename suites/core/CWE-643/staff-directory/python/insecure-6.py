import string

from lxml import etree

FIELDS = {"name", "phone", "room", "mail"}
LISTED = "person[@listed = 'yes']"


def _entry(person):
    return {"id": person.get("id"), **{name: person.findtext(name) for name in ("name", "phone", "room")}}


def search(path, department, text):
    people = etree.parse(path).xpath(
        f"/directory/department[@name = $department]/{LISTED}[contains(translate(name, $upper, $lower), $text)]",
        department=department,
        text=text.translate(str.maketrans(string.ascii_uppercase, string.ascii_lowercase)),
        upper=string.ascii_uppercase,
        lower=string.ascii_lowercase,
    )
    return [_entry(person) for person in people]


def lookup(path, field, value):
    if field not in FIELDS:
        raise ValueError(f"there is no field {field}")
    return [_entry(person) for person in etree.parse(path).xpath(f"//{LISTED}[{field} = $value]", value=value)]


def open_door(path, person_id, pin):
    names = etree.parse(path).xpath("//person[@id = $id and pin = $pin]/name", id=person_id, pin=pin)
    return names[0].text if names else None


def roommates(path, person_id):
    tree = etree.parse(path)
    for person in tree.xpath("//person[@id = $id]", id=person_id):
        room = person.findtext("room")
        quote = '"' if "'" in room else "'"
        found = tree.xpath(f"//{LISTED}[room = {quote}{room}{quote}][@id != $id]/name", id=person_id)
        return [name.text for name in found]
    return []
