import xml.etree.ElementTree as ElementTree

LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
SHOWN = ("name", "phone", "room")


class Person:
    def __init__(self, department, element):
        self.department = department
        self.id = element.attrib["id"]
        self.listed = element.attrib["listed"] == "yes"
        self.fields = {child.tag: child.text or "" for child in element}

    def entry(self):
        return {"id": self.id} | {name: self.fields[name] for name in SHOWN}


def people(path):
    for department in ElementTree.parse(path).getroot().iter("department"):
        for element in department.iter("person"):
            yield Person(department.attrib["name"], element)


def search(path, department, text):
    wanted = text.translate(LOWER)
    found = (one for one in people(path) if one.listed and one.department == department)
    return [one.entry() for one in found if wanted in one.fields["name"].translate(LOWER)]


def lookup(path, field, value):
    if field not in (*SHOWN, "mail"):
        return []
    return [one.entry() for one in people(path) if one.listed and one.fields[field] == value]


def open_door(path, person_id, pin):
    for one in people(path):
        if (one.id, one.fields["pin"]) == (person_id, pin):
            return one.fields["name"]
    return None


def roommates(path, person_id):
    everybody = list(people(path))
    rooms = {one.fields["room"] for one in everybody if one.id == person_id}
    return [one.fields["name"] for one in everybody if one.listed and one.fields["room"] in rooms and one.id != person_id]
