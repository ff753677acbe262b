from lxml import etree

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOWER = UPPER.lower()


def _entry(person):
    return {"id": person.get("id"), "name": person.findtext("name"), "phone": person.findtext("phone"), "room": person.findtext("room")}


def search(path, department, text):
    tree = etree.parse(path)
    condition = f"contains(translate(name, '{UPPER}', '{LOWER}'), '{text.lower()}')"
    people = tree.xpath(f"//department[@name='{department}']/person[@listed='yes'][{condition}]")
    return [_entry(person) for person in people]


def lookup(path, field, value):
    people = etree.parse(path).xpath(f"//person[@listed='yes'][{field}='{value}']")
    return [_entry(person) for person in people]


def open_door(path, person_id, pin):
    people = etree.parse(path).xpath(f"//person[@id='{person_id}' and pin='{pin}']")
    return people[0].findtext("name") if people else None


def roommates(path, person_id):
    tree = etree.parse(path)
    people = tree.xpath(f"//person[@id='{person_id}']")
    if not people:
        return []
    room = people[0].findtext("room")
    found = tree.xpath(f"//person[@listed='yes'][room='{room}']")
    return [person.findtext("name") for person in found if person.get("id") != person_id]
