from seceval import Payload, payloads, reveal

EXTRA = [
    Payload(("w1", 12, "w2", 12), id="of two stations"),
    Payload(("w1", 12, "w1", 13), id="of two numbers"),
    Payload(("w1", 12, "w11", 2), id="of names that read alike"),
]


@reveal
@payloads([Payload(CORRECTED, id="at its end"), Payload(READING + b", seen by nurse Ito", id="with a remark")])
def test_a_corrected_reading_does_not_look_like_the_one_before(solution, rng, payload):
    first, second = (solution.seal("w1", 7, random_bytes(rng, len(READING))) for _ in range(2))
    always = windows(first) & windows(second)
    assert not alike(solution.seal("w1", 7, READING), solution.seal("w1", 7, payload), always)


@payloads(EXTRA)
def test_equal_readings_do_not_look_alike(solution, rng, payload):
    station, number, other_station, other_number = payload
    one, other = (solution.seal(station, number, random_bytes(rng, 180)), solution.seal(other_station, other_number, random_bytes(rng, 180)))
    always = windows(one) & windows(other)
    sealed = solution.seal(station, number, READING)
    assert not alike(sealed, solution.seal(other_station, other_number, READING), always)


@payloads([Payload(("w1", 12, "w1", 12), id="of one number"), *EXTRA])
def test_no_two_readings_lie_under_the_same_stream(solution, rng, payload):
    station, number, other_station, other_number = payload
    one, other = random_bytes(rng, 120), random_bytes(rng, 120)
    sealed = solution.seal(station, number, one), solution.seal(other_station, other_number, other)
    assert not same_stream(*sealed, xor(one, other)[40:100])


def test_a_number_does_not_run_on_into_the_reading(solution, rng):
    one = random_bytes(rng, 120)
    sealed = solution.seal("w1", 1, b"2" + one), solution.seal("w1", 12, one)
    assert not same_stream(*sealed, xor(b"2" + one, one)[40:100])


def test_no_reading_that_somebody_chooses_confirms_a_guess_about_another(solution, rng):
    """The vector of CBC stands in front; that of a number is seen once, and then a reading is made for it."""
    target = solution.seal("w1", 7, READING)
    seen = solution.seal("w2", 9, random_bytes(rng, 32))
    confirmed = []
    for wanted, known in zip(forms(target), forms(seen)):
        start = xor(xor(READING[:16], wanted[:16]), known[:16])
        answers = forms(solution.seal("w2", 9, start + b"anything at all"))
        confirmed += [answer for answer in answers if answer[16:32] == wanted[16:32]]
    assert confirmed == []


def test_no_hash_of_a_reading_can_be_seen(solution):
    sealed = solution.seal("w1", 7, READING)
    seen = [digest for digest in digests("w1", 7, READING) for form in forms(sealed) if digest[:12] in form]
    assert seen == []


def test_what_repeats_within_a_reading_cannot_be_seen(solution):
    for form in forms(solution.seal("w1", 7, b"0123456789abcdef" * 40)):
        pieces = [form[place : place + 12] for place in range(len(form) - 11)]
        assert len(pieces) - len(set(pieces)) <= 8
