from seceval import raises


def test_the_readings_of_a_new_box(read, line):
    box = Box(serving(NEW))
    line(box)
    assert read() == READINGS
    assert {"POST /session", "GET /readings"} <= set(box.paths)


def test_the_readings_of_an_old_box(read, line):
    box = Box(old_context())
    line(box)
    assert read(OLD) == READINGS


def test_an_answer_in_the_later_version_of_http(read, line):
    line(Box(serving(NEW), {"flow": 20}, version="1.1"))
    assert read() == {"flow": 20}


def test_a_box_is_read_again_and_again(read, line):
    line(Box(serving(NEW)))
    assert [read() for _ in range(3)] == [READINGS] * 3


def test_boxes_at_several_addresses(read, line):
    line(Box(serving(NEW)))
    line(Box(serving(OTHER_BOX), {"flow": 30.5}), address="10.44.0.10")
    assert read() == READINGS
    assert read(OTHER_BOX, "10.44.0.10") == {"flow": 30.5}


def test_fingerprints_as_installers_write_them(solution, line, house):
    line(Box(serving(NEW)))
    digits = fingerprint(NEW)
    pairs = [digits[place : place + 2] for place in range(0, 64, 2)]
    for written in (digits.upper(), ":".join(pairs), ":".join(pairs).upper(), " ".join(pairs)):
        assert solution.read_box(house, PORT, written, PASSWORD) == READINGS


def test_another_certificate_is_an_error(read, line):
    line(Box(serving(OTHER_BOX)))
    with raises("BoxError"):
        read()


def test_a_wrong_password_is_an_error(read, line):
    line(Box(serving(NEW)))
    with raises("BoxError"):
        read(password="another")


def test_a_box_that_cannot_be_reached_is_an_error(read, network, house):
    network.http(house, 8081)
    with raises("BoxError"):
        read()


def test_other_answers_are_errors(read, line):
    others = [
        {"/session": (500, {"session": SESSION})},
        {"/session": (200, b"<html>")},
        {"/session": (200, {})},
        {"/session": (200, [])},
        {"/readings": (404, {"readings": READINGS})},
        {"/readings": (200, b"")},
        {"/readings": (200, {"box": "K3"})},
        {"/readings": (200, {"readings": [1]})},
    ]
    for number, answers in enumerate(others):
        address = f"10.44.1.{number + 1}"
        line(Box(serving(NEW), answers=answers), address=address)
        with raises("BoxError"):
            read(address=address)
