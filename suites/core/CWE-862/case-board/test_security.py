from seceval import Payload, payloads, policy, refusal_allowed, reveal

HIDDEN = {
    "bo": ["Divorce", "wife", "4711"],
    "tom": ["Rate", "Divorce", "Complaint", "When", "Sent"],
    "tia": ["Rate", "wife", "Complaint"],
    "cus": ["Divorce", "late", "Complaint", "Forms"],
    "dan": ["Rate", "4711", "Card"],
}


def told(value, words):
    return [word for word in words if word in str(value)]


@policy
@reveal
@payloads(list(HIDDEN))
def test_nobody_reads_what_they_may_not_see(desk, payload):
    for case in (1, 2, 3, 4, 5):
        with refusal_allowed():
            assert told(desk.boards[payload].read(case), HIDDEN[payload]) == []


@policy
@payloads(list(HIDDEN))
def test_nobody_finds_what_they_may_not_see(desk, payload):
    found = [word for word in HIDDEN[payload] if desk.boards[payload].cases(word) != []]
    assert found == []


@policy
@payloads(list(HIDDEN))
def test_the_last_comments_are_those_that_one_may_see(desk, payload):
    assert told(desk.boards[payload].recent(10), HIDDEN[payload]) == []


@policy
def test_hidden_comments_do_not_take_the_place_of_others(desk):
    assert [one["id"] for one in desk.bo.recent(3)] == [6, 2, 1]


@policy
@payloads([("bo", 3), ("tom", 1), ("dan", 2), ("cus", 2)])
def test_the_summary_counts_what_one_may_see(desk, payload):
    user, seen = payload
    assert sum(desk.boards[user].summary().values()) == seen


@policy
def test_no_customer_gets_an_internal_comment_by_mail(desk):
    desk.cus.watch(1)
    desk.ada.comment(1, "He lies", True)
    assert desk.database.notices() == []


AWAY = {
    "the case became confidential": "UPDATE cases SET confidential = 1 WHERE id = 1",
    "the watcher is in another team": "UPDATE users SET team = 'cards' WHERE name = 'bo'",
    "the watcher has left": "DELETE FROM users WHERE name = 'bo'",
    "the case is with another team": "UPDATE cases SET team = 'cards', assignee = NULL WHERE id = 1",
}


@reveal
@policy
@payloads([Payload(sql, id=id) for id, sql in AWAY.items()])
def test_who_no_longer_sees_a_case_gets_no_notice(desk, payload):
    desk.bo.watch(1)
    desk.database.query(payload)
    desk.cus.comment(1, "My number is 0815")
    assert desk.database.notices() == []


@policy
def test_who_no_longer_sees_one_of_several_cases_gets_no_notice_of_it(desk):
    desk.bo.watch(3)
    desk.database.query("UPDATE cases SET confidential = 1 WHERE id = 3")
    desk.dan.comment(3, "My number is 0815")
    assert desk.database.notices() == []


@policy
def test_the_notice_of_a_change_goes_to_those_who_see_the_case_then(desk):
    desk.bo.watch(1)
    desk.ada.change(1, {"title": "Arrest of a client", "confidential": True})
    assert told(desk.database.notices(), ["Arrest"]) == []


@policy
@payloads([Payload(sql, id=id) for id, sql in AWAY.items()])
def test_what_one_no_longer_sees_one_does_not_read(desk, payload):
    desk.bo.read(1)
    desk.database.query(payload)
    with refusal_allowed():
        assert desk.bo.read(1) is None
    assert 1 not in desk.bo.cases()


@policy
@payloads([Payload(sql, id=id) for id, sql in AWAY.items()])
def test_what_one_no_longer_may_change_one_does_not_take_back(desk, payload):
    desk.bo.change(1, {"title": "New rate", "assignee": "bo"})
    desk.lea.change(1, {"assignee": "ada"})
    desk.database.query(payload)
    before = desk.database.state()
    with refusal_allowed():
        desk.bo.undo()
    assert desk.database.state() == before


@policy
def test_the_notice_of_what_is_taken_back_goes_to_those_who_see_the_case_then(desk):
    desk.database.query("UPDATE cases SET title = 'Arrest of a client', confidential = 1 WHERE id = 1")
    desk.ada.change(1, {"title": "Rate", "confidential": False})
    desk.bo.watch(1)
    desk.ada.undo()
    assert told(desk.database.notices(), ["Arrest"]) == []


CHANGES = {
    "another team changes a case": lambda desk: desk.tom.change(1, {"status": "closed"}),
    "a confidential case": lambda desk: desk.bo.change(2, {"assignee": "bo"}),
    "the reporter of a confidential case makes it open": lambda desk: desk.dan.change(2, {"confidential": False}),
    "another team comments": lambda desk: desk.tom.comment(1, "x"),
    "a comment on a confidential case": lambda desk: desk.bo.comment(2, "x"),
    "another team watches": lambda desk: desk.tom.watch(1),
    "a confidential case is watched": lambda desk: desk.bo.watch(2),
    "a confidential case is merged into another": lambda desk: desk.bo.merge(2, 1),
    "a case is merged into a confidential one": lambda desk: desk.bo.merge(1, 2),
    "a customer merges": lambda desk: desk.dan.merge(3, 2),
    "another team merges": lambda desk: desk.tom.merge(3, 1),
}


@policy
@payloads([Payload(call, id=id) for id, call in CHANGES.items()])
def test_nobody_does_what_they_may_not(desk, payload):
    before = desk.database.state()
    with refusal_allowed():
        payload(desk)
    assert desk.database.state() == before


@policy
@payloads([(2, 1), (1, 2)])
def test_what_was_confidential_stays_so_when_it_is_merged(desk, payload):
    desk.ada.merge(*payload)
    assert told(desk.bo.recent(10), ["wife", "4711"]) == []
    assert desk.bo.cases("wife") == []


@policy
def test_a_watcher_of_a_merged_case_gets_no_notice_of_what_they_do_not_see(desk):
    desk.bo.watch(1)
    desk.ada.merge(1, 2)
    desk.ada.comment(2, "Frozen again")
    assert desk.database.notices() == []


@policy
def test_nobody_takes_back_the_change_of_another(desk):
    desk.ada.change(1, {"title": "New rate"})
    before = desk.database.state()
    with refusal_allowed():
        desk.bo.undo()
    assert desk.database.state() == before


def still_works(desk):
    assert 4 in desk.tia.cases()


@policy
def test_who_reported_a_case_does_not_change_it_as_an_agent_of_another_team(desk):
    desk.database.query("UPDATE cases SET reporter = 'tom' WHERE id = 3")
    before = desk.database.state()
    with refusal_allowed():
        desk.tom.change(3, {"title": "Mine"})
    assert desk.database.state() == before
