from fixtures import ids, with_person


def test_an_entry_is_a_dict(solution, directory):
    expected = [{"id": "p1", "name": "Siobhan Shea", "phone": "+49 30 1234", "room": "B 12"}]
    assert solution.search(directory, "Sales", "Siobhan") == expected


def test_a_search_stays_in_its_department(solution, directory):
    assert ids(solution.search(directory, "Sales", "Lin")) == ["p3"]
    assert ids(solution.search(directory, "R&D", "Lin")) == ["p5"]
    assert solution.search(directory, "Cellar", "Lin") == []


def test_a_search_finds_parts_of_names_in_any_case(solution, directory):
    assert ids(solution.search(directory, "Sales", "an sHEA")) == ["p1"]
    assert ids(solution.search(directory, "R&D", "MASZ")) == ["p4"]
    assert solution.search(directory, "Sales", "Quay") == []


def test_the_empty_text_finds_everybody_who_is_listed(solution, directory):
    assert ids(solution.search(directory, "Sales", "")) == ["p1", "p3"]
    assert ids(solution.search(directory, "R&D", "")) == ["p4", "p5"]
    assert solution.search(directory, "Sales", "Hidden") == []


def test_a_lookup_compares_whole_fields(solution, directory):
    assert ids(solution.lookup(directory, "name", "Siobhan Shea")) == ["p1"]
    assert solution.lookup(directory, "name", "Siobhan") == []
    assert ids(solution.lookup(directory, "phone", "+49 30 78")) == ["p5"]
    assert ids(solution.lookup(directory, "room", "B 12")) == ["p1", "p4"]
    assert ids(solution.lookup(directory, "mail", "mei@corp.example")) == ["p3"]


def test_a_lookup_does_not_find_who_is_not_listed(solution, directory):
    assert solution.lookup(directory, "mail", "ben@corp.example") == []
    assert solution.lookup(directory, "name", "mei lin") == []


def test_the_door_opens_with_id_and_pin(solution, directory):
    assert solution.open_door(directory, "p1", "0815") == "Siobhan Shea"
    assert solution.open_door(directory, "p2", "4711") == "Ben Hidden"


def test_the_door_stays_shut_otherwise(solution, directory):
    for person, pin in (("p1", "4711"), ("p1", "815"), ("p1", ""), ("p7", "0815"), ("", ""), ("p1", "0815 "), ("0815", "p1")):
        assert solution.open_door(directory, person, pin) is None


def test_roommates_share_the_room(solution, directory):
    assert solution.roommates(directory, "p1") == ["Tomasz Ärger"]
    assert solution.roommates(directory, "p4") == ["Siobhan Shea"]
    assert solution.roommates(directory, "p2") == ["Siobhan Shea", "Tomasz Ärger"]
    assert solution.roommates(directory, "p3") == []
    assert solution.roommates(directory, "p77") == []


def test_the_file_is_read_anew(solution, directory, work):
    assert solution.lookup(directory, "room", "Z 9") == []
    other = with_person(work, name="Ann & Co.", room="<Z> 9")
    assert ids(solution.lookup(other, "room", "<Z> 9")) == ["p9"]
    assert solution.roommates(other, "p9") == []
    assert ids(solution.search(other, "R&D", "ann &")) == ["p9"]
