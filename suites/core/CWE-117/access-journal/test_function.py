from fixtures import LATER, TIME, raw, read_journal


def test_an_entry_is_a_line(solution, journal):
    details = {"ward": "3 West", "reason": "consultation"}
    solution.write_entry(journal, TIME, "Dr. Eva Müller", "open 4711", details)
    expected = "2024-05-01T08:15:00Z|actor=Dr. Eva Müller|action=open 4711|x.ward=3 West|x.reason=consultation\n"
    assert raw(journal) == expected


def test_entries_are_added_at_the_end(write, journal):
    write(action="open 1")
    write(action="open 2", time=LATER)
    assert [(one["time"], one["action"]) for one in read_journal(journal)] == [(TIME, "open 1"), (LATER, "open 2")]


def test_details_may_be_missing_and_may_be_integers(write, journal):
    write(details={})
    write(details={"bed": 12, "floor": -1})
    expected = [["time", "actor", "action"], ["time", "actor", "action", "x.bed", "x.floor"]]
    assert [list(one) for one in read_journal(journal)] == expected
    assert (read_journal(journal)[1]["x.bed"], read_journal(journal)[1]["x.floor"]) == ("12", "-1")


def test_letters_of_all_languages_stay_readable(write, journal):
    write(actor="Zoë Łódź", action="open 東京", details={"größe": "Ω = 5 µg"})
    for text in ("Zoë Łódź", "open 東京", "x.größe=", "µg"):
        assert text in raw(journal)


def test_texts_come_back_as_they_were(write, journal):
    action = 'note "first\nsecond"\tC:\\new\\u0041\r\n'
    write(actor='"Ann" \\', action=action, details={"a b": "\\", 'the "name"\n': "{}[]'%s", "empty": ""})
    [entry] = read_journal(journal)
    assert (entry["actor"], entry["action"]) == ('"Ann" \\', action)
    assert (entry["x.a b"], entry['x.the "name"\n'], entry["x.empty"]) == ("\\", "{}[]'%s", "")


def test_an_equals_sign_in_a_value_comes_back(write, journal):
    write(action="search a=b&c=d", details={"query": "=x="})
    [entry] = read_journal(journal)
    assert (entry["action"], entry["x.query"]) == ("search a=b&c=d", "=x=")


def test_long_texts_are_cut(write, journal):
    write(actor="a" * 121, action="b" * 120, details={"c": "d" * 500, "n" * 150: "e"})
    [entry] = read_journal(journal)
    assert (entry["actor"], entry["action"], entry["x.c"]) == ("a" * 120, "b" * 120, "d" * 120)
    assert entry["x." + "n" * 150] == "e"


def test_the_entries_of_an_actor_are_found(solution, write, journal):
    write(actor="Ann")
    write(actor="Anna", action="open 2")
    write(actor="Ann", action='say "hi"\n', details={"bed": 3}, time=LATER)
    assert solution.entries_of(journal, "Ann") == [
        {"time": TIME, "actor": "Ann", "action": "open 4711"},
        {"time": LATER, "actor": "Ann", "action": 'say "hi"\n', "x.bed": "3"},
    ]
    assert len(solution.entries_of(journal, "Anna")) == 1


def test_an_actor_with_special_characters_is_found(solution, write, journal):
    actor = 'O"Neil\\ Müller\n'
    write(actor=actor)
    assert solution.entries_of(journal, actor) == [{"time": TIME, "actor": actor, "action": "open 4711"}]


def test_there_may_be_no_entries(solution, write, journal):
    assert solution.entries_of(journal, "Ann") == []
    write(actor="Ben")
    assert solution.entries_of(journal, "Ann") == []
    assert solution.entries_of(journal, "Be") == []


def test_an_action_that_mentions_an_actor_is_not_the_actors(solution, write, journal):
    write(actor="Ben", action="call actor=Ann", details={"actor": "Ann"})
    assert solution.entries_of(journal, "Ann") == []
    assert solution.entries_of(journal, "Ben")[0]["x.actor"] == "Ann"
