from fixtures import booking, in_one, properties, texts, value_of

TEXTS = ["Choir; soprano, alto", "C:\\notes\\new", "für 東京 🎵", "100 %: \"so\" 'it' is", "\\n", "a,b;c\\,d"]


def test_a_calendar_without_bookings(solution):
    data = solution.feed("Hall 2", [])
    assert data.endswith(b"\r\n")
    assert properties(data) == [
        ("BEGIN", {}, "VCALENDAR"),
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//Community Centre//Rooms//EN"),
        ("X-WR-CALNAME", {}, "Hall 2"),
        ("END", {}, "VCALENDAR"),
    ]


def test_a_booking_with_everything(solution, plain):
    found = properties(solution.feed("Hall 2", [plain]))
    assert found[4:-1] == [
        ("BEGIN", {}, "VEVENT"),
        ("UID", {}, "b-17@rooms.example"),
        ("DTSTAMP", {}, "20240401T080000Z"),
        ("DTSTART", {}, "20240501T093000Z"),
        ("DTEND", {}, "20240501T110000Z"),
        ("SUMMARY", {}, "Choir"),
        ("DESCRIPTION", {}, in_one("two", "lines")),
        ("LOCATION", {}, "Hall 2"),
        ("CATEGORIES", {}, "music,public"),
        ("URL", {}, "https://choir.example/"),
        ("ORGANIZER", {"CN": "Ada"}, "mailto:ada@choir.example"),
        ("ATTENDEE", {"CN": "Ben"}, "mailto:ben@choir.example"),
        ("ATTENDEE", {"CN": "Cleo"}, "mailto:cleo@choir.example"),
        ("END", {}, "VEVENT"),
    ]


def test_what_is_empty_is_left_out_and_bookings_keep_their_order(solution):
    found = properties(solution.feed("x", [booking(uid="2"), booking(uid="1")]))
    names = [name for name, _, _ in found]
    assert not {"DESCRIPTION", "CATEGORIES", "URL", "ATTENDEE"} & set(names)
    assert [value for name, _, value in found if name == "UID"] == ["2", "1"]


def test_texts_are_what_was_typed(solution):
    for text in TEXTS:
        data = solution.feed(text, [booking(summary=text, room=text, notes=text, tags=[text, "x"])])
        for name in ("X-WR-CALNAME", "SUMMARY", "LOCATION", "DESCRIPTION"):
            assert texts(value_of(data, name)) == [text]
        assert texts(value_of(data, "CATEGORIES")) == [text, "x"]


def test_line_breaks_in_notes(solution):
    data = solution.feed("x", [booking(notes="a\nb\r\nc\n\nd")])
    assert value_of(data, "DESCRIPTION") == in_one("a", "b", "c", "", "d")


def test_names_of_people(solution):
    for name in ("Doe, John", "a;b:c", "Müller", "It's \\n", "x=y"):
        data = solution.feed("x", [booking(organiser={"name": name, "email": "a@b.example"})])
        (given,) = [given for one, given, _ in properties(data) if one == "ORGANIZER"]
        assert given == {"CN": name}


def test_addresses_are_written_as_they_are(solution):
    link = "https://choir.example/a,b;c?d=e\\f&g=%20"
    data = solution.feed("x", [booking(link=link, uid="a,b;c\\d:e")])
    assert value_of(data, "URL") == link
    assert value_of(data, "UID") == "a,b;c\\d:e"


def test_long_lines_are_folded(solution):
    summary, name = "Zoë 🎵, " * 40, "Übung " * 30 + "x"
    data = solution.feed("x", [booking(summary=summary, organiser={"name": name, "email": "a@b.example"})])
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert texts(value_of(data, "SUMMARY")) == [summary]
    assert [given["CN"] for one, given, _ in properties(data) if one == "ORGANIZER"] == [name]


def test_a_reminder(solution):
    text = "Bring chairs; tables\nand tea"
    found = properties(solution.reminder(booking(), 15, text))
    assert [name for name, _, _ in found[:4]] == ["BEGIN", "VERSION", "PRODID", "BEGIN"]
    assert found[-7:] == [
        ("BEGIN", {}, "VALARM"),
        ("ACTION", {}, "DISPLAY"),
        ("TRIGGER", {}, "-PT15M"),
        ("DESCRIPTION", {}, in_one("Bring chairs\\; tables", "and tea")),
        ("END", {}, "VALARM"),
        ("END", {}, "VEVENT"),
        ("END", {}, "VCALENDAR"),
    ]
