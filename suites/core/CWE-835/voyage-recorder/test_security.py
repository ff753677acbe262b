from seceval import Payload, exhaustion, payloads, refusal_allowed, reveal

AFTER = 8 + len(SEA)
EMPTY = len(piece(b"x"))
FILES = {
    "a block of size 0": recording(SEA, block(b"TEMP", size=0), CAST_OFF),
    "a block that leads to itself again": recording(SEA, block(b"TEMP", size=-len(SEA)), CAST_OFF),
    "a block that leads back to the begin": recording(SEA, CAST_OFF, block(b"TEMP", size=-len(SEA + CAST_OFF))),
    "a place in itself": recording(place(1, 1, "x"), CAST_OFF),
    "two places in each other": recording(place(1, 2, "x"), place(2, 1, "y"), CAST_OFF),
    "a place in two places in each other": recording(place(1, 2, "x"), place(2, 3, "y"), place(3, 2, "z"), CAST_OFF),
    "a piece that goes on with itself": recording(SEA, piece(b"x", AFTER), note(1, 1, "x", AFTER)),
    "two pieces that go on with each other": recording(SEA, piece(b"x", AFTER + EMPTY), piece(b"y", AFTER), note(1, 1, "", AFTER)),
    "a piece that goes on with two such": recording(
        SEA, piece(b"x", AFTER + EMPTY), piece(b"y", AFTER + 2 * EMPTY), piece(b"z", AFTER + EMPTY), note(1, 1, "", AFTER)
    ),
    "a horn without pauses": recording(SEA, horn(10, 20, 0, 1)),
}


def still_works(solution):
    assert solution.read_recording(recording(SEA, CAST_OFF)) == [event(28800, "North Sea", "Cast off.")]


@reveal
@exhaustion
@payloads([Payload(id, id=id) for id in FILES])
def test_every_recording_comes_to_an_end(solution, payload):
    with refusal_allowed():
        solution.read_recording(FILES[payload])
