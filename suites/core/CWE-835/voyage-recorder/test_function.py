from seceval import raises


def test_a_day(solution):
    data = recording(
        SEA, RIVER, place(3, 2, "Bremerhaven"), note(28800, 3, "Cast off."), horn(28815, 28840, 10, 2), note(28825, 1, "Möwen"),
    )  # fmt: skip
    assert solution.read_recording(data) == [
        event(28800, "North Sea / Weser / Bremerhaven", "Cast off."),
        event(28815, "North Sea / Weser", "horn"),
        event(28825, "North Sea / Weser", "horn"),
        event(28825, "North Sea", "Möwen"),
        event(28835, "North Sea / Weser", "horn"),
    ]


def test_a_day_without_events(solution):
    assert solution.read_recording(recording()) == []
    assert solution.read_recording(recording(SEA, block(b"TEMP", b"\x01\x02"), block(b"GPSX")) + b"rubbish") == []


def test_places_stand_anywhere(solution):
    data = recording(note(5, 9, "a"), place(9, 7, "Pier"), place(7, 300, "Town"), place(300, 0, "Isle"), note(4, 7, "b"))
    assert solution.read_recording(data) == [event(4, "Isle / Town", "b"), event(5, "Isle / Town / Pier", "a")]


def test_events_of_a_second_stay_in_order(solution):
    data = recording(SEA, note(9, 1, "c"), note(7, 1, "b"), horn(7, 7, 1, 1), note(7, 1, "a"), horn(8, 7, 1, 1))
    assert [one["text"] for one in solution.read_recording(data)] == ["b", "horn", "a", "c"]


def test_a_text_in_pieces(solution):
    first = piece(b"m\xc3", 8)
    last = piece(b"\xb6wen.")
    start = 8 + len(last)
    data = recording(last, first, SEA, note(1, 1, "Many ", start), note(2, 1, "One", 0))
    assert solution.read_recording(data) == [event(1, "North Sea", "Many möwen."), event(2, "North Sea", "One")]


def test_a_text_in_many_pieces(solution):
    size = len(piece(b"x"))
    begin = 8 + len(SEA)
    pieces = [piece(b"x", begin + size * (number + 1)) for number in range(39)] + [piece(b"x")]
    data = recording(SEA, *pieces, note(1, 1, "", begin))
    assert solution.read_recording(data) == [event(1, "North Sea", "x" * 40)]


def test_horns(solution):
    times = [one["time"] for one in solution.read_recording(recording(horn(10, 20, 5, 1), horn(86000, 86399, 399, 1), SEA))]
    assert times == [10, 15, 20, 86000, 86399]
    assert solution.read_recording(recording(SEA, horn(50, 49, 7, 1))) == []
    assert len(solution.read_recording(recording(SEA, horn(0, 999, 1, 1)))) == 1000


def test_places_deep_within_others(solution):
    places = [place(number, number - 1, f"p{number}") for number in range(30, 0, -1)]
    found = solution.read_recording(recording(*places, note(1, 30, "x")))
    assert found == [event(1, " / ".join(f"p{number}" for number in range(1, 31)), "x")]


def test_damaged_files(solution):
    whole = recording(SEA, CAST_OFF)
    for data in (
        b"",
        b"VREC",
        b"WREC" + whole[4:],
        whole[:4] + b"\x02\0" + whole[6:],
        whole[:-3],
        whole[:20],
        recording(SEA, CAST_OFF, done=False),
        recording(SEA, block(b"TEMP", b"abc", size=4000)),
        recording(SEA, block(b"TEMP", b"abc", size=7)),
        recording(SEA, block(b"NOTE", b"abc")),
        recording(SEA, block(b"HORN", b"abc")),
    ):
        with raises("ValueError"):
            solution.read_recording(data)


def test_what_cannot_be(solution):
    for blocks in (
        [note(1, 1, "x")],
        [SEA, note(1, 0, "x")],
        [SEA, horn(1, 2, 1, 2)],
        [place(2, 1, "x"), note(1, 2, "x")],
        [SEA, note(86400, 1, "x")],
        [SEA, horn(1, 86400, 60, 1)],
        [SEA, note(1, 1, "x", 8)],
        [SEA, note(1, 1, "x", 9999)],
        [block(b"TEMP", b"\0\0\0\0x"), SEA, note(1, 1, "x", 8)],
        [SEA, block(b"NOTE", b"\x01\0\0\0\x01\0\0\0\0\0\xff")],
    ):
        with raises("ValueError"):
            solution.read_recording(recording(*blocks))
