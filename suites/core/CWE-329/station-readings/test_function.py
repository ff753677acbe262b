from seceval import raises


def test_a_reading_is_sealed_and_unsealed(solution):
    for number, reading in enumerate((READING, b"", b"\0", bytes(range(256)), b"x" * 15, b"x" * 16, b"x" * 17)):
        assert solution.unseal("w1", number, solution.seal("w1", number, reading)) == reading


def test_long_readings(solution):
    reading = bytes(place * 7 % 251 for place in range(65_536))
    sealed = solution.seal("ward7", 10**12, reading)
    assert solution.unseal("ward7", 10**12, sealed) == reading
    assert len(sealed) <= len(reading) * 4 // 3 + 300


def test_the_same_reading_is_sealed_to_the_same_bytes(solution, fresh_solution):
    sealed = solution.seal("w1", 7, READING)
    assert solution.seal("w1", 7, READING) == sealed
    assert fresh_solution().seal("w1", 7, READING) == sealed
    assert fresh_solution(frozen_clock=1_900_000_000).seal("w1", 7, READING) == sealed


def test_readings_are_different_when_anything_is(solution):
    made = [solution.seal(*one) for one in (("w1", 7, READING), ("w2", 7, READING), ("w1", 8, READING), ("w1", 7, CORRECTED))]
    assert len(set(made)) == 4
    assert solution.unseal("w1", 7, made[3]) == CORRECTED


def test_what_was_not_sealed_is_a_value_error(solution):
    sealed = solution.seal("w1", 7, READING)
    for text in (b"", b"x", b"x" * 16, b"\0" * 64, sealed[: len(sealed) // 2]):
        with raises("ValueError"):
            solution.unseal("w1", 7, text)


def test_a_reading_belongs_to_its_station_and_number(solution):
    sealed = solution.seal("w1", 7, READING)
    for station, number in (("w2", 7), ("w1", 8), ("w", 17)):
        with raises("ValueError"):
            solution.unseal(station, number, sealed)


def test_another_key_does_not_unseal_it(solution, fresh_solution):
    other = fresh_solution(env={"READINGS_KEY": OTHER_KEY, "READINGS_KEY_PREVIOUS": ""})
    with raises("ValueError"):
        other.unseal("w1", 7, solution.seal("w1", 7, READING))
    assert other.seal("w1", 7, READING) != solution.seal("w1", 7, READING)


def test_the_previous_key_unseals_what_it_has_sealed(solution, fresh_solution):
    changed = fresh_solution(env={"READINGS_KEY": OTHER_KEY, "READINGS_KEY_PREVIOUS": KEY})
    assert changed.unseal("w1", 7, solution.seal("w1", 7, READING)) == READING
    sealed = changed.seal("w1", 7, READING)
    assert changed.unseal("w1", 7, sealed) == READING
    assert fresh_solution(env={"READINGS_KEY": OTHER_KEY}).unseal("w1", 7, sealed) == READING
    with raises("ValueError"):
        solution.unseal("w1", 7, sealed)
