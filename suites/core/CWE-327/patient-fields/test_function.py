from seceval import raises


def test_what_was_put_is_got(solution, records):
    values = {"weight": "71.5 kg", "empty": "", "notes": "Fièvre\n\x00 38,9 °C 😀", "pin": "0"}
    for field, value in values.items():
        solution.put(records.path, "P7", field, value)
    assert {field: solution.get(records.path, "P7", field) for field in values} == values


def test_a_new_value_replaces_the_old_one(solution, records):
    solution.put(records.path, "P7", "weight", "71.5 kg")
    solution.put(records.path, "P7", "weight", "72 kg")
    solution.put(records.path, "P8", "weight", "50 kg")
    assert solution.get(records.path, "P7", "weight") == "72 kg"
    assert solution.get(records.path, "P8", "weight") == "50 kg"


def test_what_was_not_put_is_a_key_error(solution, records):
    solution.put(records.path, "P7", "weight", "71.5 kg")
    for patient, field in (("P7", "notes"), ("P8", "weight"), ("p7", "weight")):
        with raises("KeyError"):
            solution.get(records.path, patient, field)


def test_notes_grow(solution, records):
    for line in ("first\n", "", "zweite é\n", "third"):
        solution.append(records.path, "P7", "notes", line)
    assert solution.get(records.path, "P7", "notes") == "first\nzweite é\nthird"
    solution.put(records.path, "P7", "notes", "new ")
    solution.append(records.path, "P7", "notes", "start")
    assert solution.get(records.path, "P7", "notes") == "new start"


def test_long_values(solution, records):
    value = "".join(chr(32 + place % 90) for place in range(150_000))
    solution.put(records.path, "P7", "notes", value)
    solution.append(records.path, "P7", "notes", value)
    assert solution.get(records.path, "P7", "notes") == value + value


def test_patients_are_found_by_a_value(solution, records):
    for number in range(60):
        solution.put(records.path, f"P{number:02}", "insurer", f"Insurer {number % 12}")
    solution.put(records.path, "P99", "note", "Insurer 7")
    assert solution.find(records.path, "insurer", "Insurer 7") == ["P07", "P19", "P31", "P43", "P55"]
    assert solution.find(records.path, "insurer", "Insurer") == []
    assert solution.find(records.path, "other", "Insurer 7") == []
    solution.put(records.path, "P19", "insurer", "Insurer 8")
    solution.append(records.path, "P31", "insurer", "!")
    assert solution.find(records.path, "insurer", "Insurer 7") == ["P07", "P43", "P55"]
    assert solution.find(records.path, "insurer", "Insurer 7!") == ["P31"]


def test_a_patient_is_renamed(solution, records):
    for patient, field, value in (("P7", "a", "7a"), ("P7", "b", "7b"), ("P8", "b", "8b"), ("P8", "c", "8c"), ("P9", "a", "9a")):
        solution.put(records.path, patient, field, value)
    solution.rename(records.path, "P7", "P8")
    assert {field: solution.get(records.path, "P8", field) for field in "abc"} == {"a": "7a", "b": "7b", "c": "8c"}
    assert solution.get(records.path, "P9", "a") == "9a"
    with raises("KeyError"):
        solution.get(records.path, "P7", "a")
    assert solution.find(records.path, "b", "7b") == ["P8"]
    assert solution.find(records.path, "b", "8b") == []
    solution.append(records.path, "P8", "a", "+")
    assert solution.get(records.path, "P8", "a") == "7a+"


def test_nobody_is_renamed(solution, records):
    solution.put(records.path, "P7", "a", "7a")
    solution.rename(records.path, "P1", "P7")
    assert solution.get(records.path, "P7", "a") == "7a"


def test_another_computer_with_the_key_gets_it(solution, fresh_solution, records):
    solution.put(records.path, "P7", "notes", "for all of us")
    solution.append(records.path, "P7", "notes", ", really")
    copy = records.copy("copy.db")
    other = fresh_solution()
    assert other.get(copy.path, "P7", "notes") == "for all of us, really"
    assert other.find(copy.path, "notes", "for all of us, really") == ["P7"]


def test_another_key_does_not_get_it(solution, fresh_solution, records):
    solution.put(records.path, "P7", "notes", "for us alone, and nobody else")
    other = fresh_solution(env={"RECORDS_KEY": OTHER_KEY})
    with raises("ValueError"):
        other.get(records.path, "P7", "notes")
    other.put(records.path, "P8", "notes", "with another key")
    assert other.get(records.path, "P8", "notes") == "with another key"


def test_rows_stand_where_they_are_expected(solution, records):
    solution.put(records.path, "P7", "notes", "a note")
    solution.rename(records.path, "P7", "P9")
    assert len(records.sealed("P9", "notes")) >= len("a note")
