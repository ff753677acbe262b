from seceval import Payload, payloads, refusal_allowed, reveal

VALUE = "HIV test of 12 May: positive. Told the patient on 14 May, start of treatment on 21 May."


def still_works(solution, records):
    solution.put(records.path, "Px", "ordinary", "value")
    assert solution.get(records.path, "Px", "ordinary") == "value"


def got(solution, records, patient="P1", field="notes"):
    with refusal_allowed():
        return solution.get(records.path, patient, field)
    return None


def test_no_value_can_be_read_in_the_file(solution, records, work):
    solution.put(records.path, "P1", "notes", VALUE)
    solution.append(records.path, "P1", "notes", " " + VALUE.upper())
    solution.put(records.path, "P3", "other", VALUE)
    solution.put(records.path, "P3", "other", "gone")
    solution.rename(records.path, "P1", "P2")
    assert solution.find(records.path, "other", VALUE) == []
    stored = b"".join(path.read_bytes() for path in sorted(work.iterdir()))
    readable = [form for form in forms(stored) if VALUE[:12].encode() in form or VALUE[:12].upper().encode() in form]
    assert readable == []


@reveal
@payloads([
    Payload((("P1", "notes"), ("P2", "notes")), id="of two patients"),
    Payload((("P1", "notes"), ("P1", "other")), id="of two fields"),
])  # fmt: skip
def test_equal_values_do_not_look_alike(still, records, rng, payload):
    first, second = payload
    still.put(records.path, *first, random_text(rng, 87))
    still.put(records.path, *second, random_text(rng, 87))
    always = common(records.sealed(*first), records.sealed(*second))
    still.put(records.path, *first, VALUE)
    still.put(records.path, *second, VALUE)
    assert not alike(records.sealed(*first), records.sealed(*second), always)


def test_a_value_that_is_put_again_does_not_look_the_same(still, records, rng):
    kept = []
    for value in (random_text(rng, 87), random_text(rng, 87), VALUE, VALUE):
        still.put(records.path, "P1", "notes", value)
        kept.append(records.sealed("P1"))
    assert not alike(kept[2], kept[3], always=common(kept[0], kept[1]))


def test_nothing_else_in_the_file_tells_that_values_are_equal(still, records, rng):
    kept = []
    for values in ([random_text(rng, 87) for _ in range(4)], [VALUE] * 4):
        for patient, value in zip(("P1", "P2", "P3", "P4"), values, strict=True):
            still.put(records.path, patient, "notes", value)
        cells = [cell for cell in records.cells("P1", "P2", "P3", "P4", "notes") if len(cell) > 3]
        kept.append(len(cells) - len(set(cells)))
    assert kept[1] <= kept[0]


def test_a_value_that_begins_like_another_does_not_look_like_it(still, records, rng):
    for patient in ("P1", "P2"):
        still.put(records.path, patient, "notes", random_text(rng, 200))
    always = common(records.sealed("P1"), records.sealed("P2"))
    for patient in ("P1", "P2"):
        still.put(records.path, patient, "notes", VALUE + random_text(rng, 120))
    assert not alike(records.sealed("P1"), records.sealed("P2"), always)


def test_what_repeats_within_a_value_cannot_be_seen(solution, records):
    solution.put(records.path, "P1", "notes", "0123456789abcdef" * 40)
    for form in forms(records.sealed("P1")):
        pieces = [form[place : place + 12] for place in range(len(form) - 11)]
        assert len(pieces) - len(set(pieces)) <= 8


def put_in(solution, records, value, patient="P1"):
    solution.put(records.path, patient, "notes", value)
    return records.sealed(patient)


def rows_of_one(fresh, duplicate, records, values):
    return [put_in(fresh, records, value, f"P{number}") for number, value in enumerate(values)]


def again(fresh, duplicate, records, values):
    return [put_in(fresh, records, value) for value in values]


def restarts(fresh, duplicate, records, values):
    return [put_in(fresh.again(), records, value, f"P{number}") for number, value in enumerate(values)]


def restored(fresh, duplicate, records, values):
    put_in(fresh, records, "before", "P0")
    copies = [records.copy(f"copy{number}.db") for number in range(len(values))]
    return [put_in(fresh, copy, value) for copy, value in zip(copies, values, strict=True)]


def computers(fresh, duplicate, records, values):
    copies = [records.copy(f"copy{number}.db") for number in range(len(values))]
    return [put_in(fresh.again(), copy, value) for copy, value in zip(copies, values, strict=True)]


def process_copies(fresh, duplicate, records, values):
    put_in(fresh, records, "before", "P0")
    copies = [records.copy(f"copy{number}.db") for number in range(2)]
    return [put_in(one, copy, value) for one, copy, value in zip((fresh, duplicate(fresh.solution)), copies, values)]


def appended(fresh, duplicate, records, values):
    kept = []
    for value in values:
        put_in(fresh, records, "")
        fresh.append(records.path, "P1", "notes", value)
        kept.append(records.sealed("P1"))
    return kept


class Fresh:
    """The module in a process of its own whose clock stands still."""

    def __init__(self, make):
        self.make = make
        self.solution = make(frozen_clock=NOW)

    def again(self):
        return Fresh(self.make)

    def put(self, *arguments):
        return self.solution.put(*arguments)

    def append(self, *arguments):
        return self.solution.append(*arguments)


WAYS = {
    "in several rows": rows_of_one,
    "in one row, one after the other": again,
    "in one row, appended": appended,
    "with a restart between them": restarts,
    "in a restored file": restored,
    "on two computers at the same moment": computers,
    "by a process and its copy": process_copies,
}


@payloads([Payload(name, id=name) for name in WAYS])
def test_no_two_values_lie_under_the_same_stream(fresh_solution, duplicate, records, rng, payload):
    values = [random_text(rng, 120) for _ in range(2)]
    kept = WAYS[payload](Fresh(fresh_solution), duplicate, records, values)
    difference = xor(values[0].encode(), values[1].encode())[40:100]
    assert not same_stream(kept[0], kept[1], difference)


def test_no_changed_byte_changes_the_value(solution, records):
    solution.put(records.path, "P1", "notes", VALUE)
    sealed = records.sealed("P1")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        records.replace("P1", "notes", bytes(changed))
        assert got(solution, records) in (None, VALUE)


def test_no_part_of_a_value_passes_for_the_whole(solution, records):
    solution.put(records.path, "P1", "notes", VALUE * 3)
    sealed = records.sealed("P1")
    for size in (1, 2, 3, 8, 12, 16, 20, 28, 32, 48, 64):
        for changed in (sealed[:-size], sealed[size:], sealed[:16] + sealed[16 + size :], sealed[:12] + sealed[12 + size :]):
            records.replace("P1", "notes", changed)
            assert got(solution, records) in (None, VALUE * 3)


def test_no_pieces_of_a_value_pass_in_another_order(solution, records):
    value = "".join(f"{number:015};" for number in range(12))
    solution.put(records.path, "P1", "notes", value)
    sealed = records.sealed("P1")
    for start in (0, 12, 16):
        one, other = sealed[start + 32 : start + 48], sealed[start + 80 : start + 96]
        changed = sealed[: start + 32] + other + sealed[start + 48 : start + 80] + one + sealed[start + 96 :]
        records.replace("P1", "notes", changed)
        assert got(solution, records) in (None, value)


def test_no_line_that_was_appended_can_be_taken_out(solution, records):
    kept, values = [], []
    for line in ("Penicillin 500 mg\n", "NO penicillin: allergic\n", "Seen by Dr Roth\n"):
        solution.append(records.path, "P1", "notes", line)
        kept.append(records.sealed("P1"))
        values.append(solution.get(records.path, "P1", "notes"))
    first, second, third = kept
    for changed in (first + third[len(second) :], third[len(first) :], first + first, second + second[len(first) :]):
        records.replace("P1", "notes", changed)
        assert got(solution, records) in (None, *values)


@reveal
@payloads([
    Payload((("P1", "notes"), ("P2", "notes")), id="of another patient"),
    Payload((("P1", "notes"), ("P1", "other")), id="of another field"),
    Payload((("P1", "2notes"), ("P12", "notes")), id="of names that read alike"),
])  # fmt: skip
def test_a_value_belongs_to_its_place(solution, records, payload):
    one, other = payload
    solution.put(records.path, *one, VALUE)
    solution.put(records.path, *other, "nothing found")
    records.exchange(one, other)
    assert got(solution, records, *one) != "nothing found"
    assert got(solution, records, *other) != VALUE


def test_a_patient_is_not_found_by_the_value_of_another(solution, records):
    solution.put(records.path, "P1", "notes", VALUE)
    solution.put(records.path, "P2", "notes", "nothing found")
    records.exchange(("P1", "notes"), ("P2", "notes"))
    with refusal_allowed():
        assert "P2" not in solution.find(records.path, "notes", VALUE)


def test_renaming_makes_nothing_of_another_patient_true(solution, records):
    solution.put(records.path, "P1", "notes", VALUE)
    solution.put(records.path, "P2", "notes", "nothing found")
    records.exchange(("P1", "notes"), ("P2", "notes"))
    with refusal_allowed():
        solution.rename(records.path, "P2", "P3")
    assert got(solution, records, "P3") != VALUE


def test_a_line_does_not_make_a_changed_value_true(solution, records):
    solution.put(records.path, "P1", "notes", "nothing found")
    solution.put(records.path, "P2", "notes", VALUE)
    records.exchange(("P1", "notes"), ("P2", "notes"))
    with refusal_allowed():
        solution.append(records.path, "P1", "notes", " Seen.")
    assert VALUE not in str(got(solution, records, "P1"))
