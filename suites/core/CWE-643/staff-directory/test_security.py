from fixtures import PEOPLE, ids, with_person, with_twin
from seceval import payloads, policy, refusal_allowed, reveal

TEXTS = [
    "nobody') or starts-with(pin, '0",
    "nobody') or (1=1) or contains(., 'x",
    "nobody')or(1=1)or('",
    'nobody") or (1=1) or contains(., "x',
    "nobody\") or (1=1) or contains(., \"'",
    "nobody')] | //person[contains(., 'ay 7",
]
DEPARTMENTS = ["Cellar' or '1'='1", "Cellar'or'1'='1", 'Cellar" or "1"="1', "Cellar\" or \"'\"=\"'", "Cellar'] | //department[@name!='"]
VALUES = [
    "nobody' or pin='0815",
    "nobody'or'1'='1",
    'nobody" or "1"="1',
    "nobody\" or \"'\"=\"'",
    "nobody'] | //person[@listed='no",
]
FIELDS = [
    ("pin", "0815"),
    ("home", "Mill Lane 1"),
    ("*", "0815"),
    ("name='' or pin", "0815"),
    ("name or 1", "1"),
    ("name[../pin='0815'] or room", "Nowhere"),
    ("@id", "p1"),
]
PINS = ["' or '1'='1", "'or'1'='1", '" or "1"="1', "\" or \"'\"=\"'", "x' or starts-with(pin, '4') or pin='x"]
PERSONS = ["p2' or '1'='1", "p2'or'", 'p2" or "1"="1', "p2\" or \"'\"=\"'", "p2'] | //person[@id='p2"]
ROOMS = ["x' or '1'='1", 'x" or "1"="1', "x\" or \"'\"=\"'", "x'] | //person[@listed='no"]
QUOTES = ["O'Shea \"Sho\"", "'", "''", '"']


@reveal
@payloads([with_twin(text) for text in TEXTS])
def test_a_text_that_is_in_no_name_finds_nobody(solution, directory, payload):
    with refusal_allowed():
        assert solution.search(directory, "Sales", payload) == []


@payloads([with_twin(text) for text in DEPARTMENTS])
def test_a_department_that_does_not_exist_is_empty(solution, directory, payload):
    with refusal_allowed():
        assert solution.search(directory, payload, "") == []


@payloads([with_twin(text) for text in VALUES])
def test_a_value_that_nobody_has_finds_nobody(solution, directory, payload):
    with refusal_allowed():
        assert solution.lookup(directory, "name", payload) == []


@policy
@payloads(FIELDS)
def test_nobody_is_found_by_what_is_no_field(solution, directory, payload):
    with refusal_allowed():
        assert solution.lookup(directory, *payload) == []


@payloads([with_twin(text) for text in PINS])
def test_a_wrong_pin_opens_no_door(solution, directory, payload):
    with refusal_allowed():
        assert solution.open_door(directory, "p2", payload) is None


@payloads([with_twin(text) for text in PERSONS])
def test_a_wrong_person_opens_no_door(solution, directory, payload):
    for pin in ("0000", "' or '1'='1"):
        with refusal_allowed():
            assert solution.open_door(directory, payload, pin) is None


@payloads([with_twin(text) for text in ROOMS])
def test_a_room_is_only_compared(solution, work, payload):
    other = with_person(work, room=payload)
    with refusal_allowed():
        assert solution.roommates(other, "p9") == []


@payloads([with_twin(text) for text in QUOTES])
def test_quotes_are_only_looked_for(solution, work, payload):
    other = with_person(work, name=payload, room=payload)
    with refusal_allowed():
        assert set(ids(solution.search(other, "R&D", payload))) <= {"p9"}
    with refusal_allowed():
        assert ids(solution.lookup(other, "room", payload)) in ([], ["p9"])
    with refusal_allowed():
        assert solution.roommates(other, "p9") == []
    assert {one[1] for one in PEOPLE} >= set(ids(solution.search(other, "Sales", "")))


def still_works(solution, directory):
    assert ids(solution.search(directory, "Sales", "n shea")) == ["p1"]
    assert ids(solution.lookup(directory, "room", "B 12")) == ["p1", "p4"]
    assert solution.open_door(directory, "p2", "4711") == "Ben Hidden"
    assert solution.roommates(directory, "p1") == ["Tomasz Ärger"]
