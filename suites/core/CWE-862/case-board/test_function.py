from seceval import raises


def test_cases_are_found(desk):
    desk.database.keep_one_team()
    assert desk.lea.cases() == [1, 2, 3, 5]
    assert desk.lea.cases("Rate") == [1]
    assert desk.lea.cases("rate") == []
    assert desk.lea.cases("4711") == [2]
    assert 2 in desk.dan.cases("wife")


def test_a_case_is_read(desk):
    assert desk.ada.read(1) == {
        "id": 1, "title": "Rate of the loan", "status": "open", "assignee": "ada", "confidential": False,
        "comments": [
            {"id": 1, "author": "cus", "text": "When will it change?"},
            {"id": 2, "author": "ada", "text": "He pays late, be careful"},
        ],
    }  # fmt: skip
    assert desk.dan.read(2)["confidential"] is True
    assert desk.bo.read(5)["comments"] == []


def test_the_last_comments(desk):
    assert {"id": 5, "case": 4, "text": "The new one is on its way"} in desk.tom.recent(10)
    desk.database.keep_one_team()
    assert desk.lea.recent(2) == [
        {"id": 6, "case": 3, "text": "Sent by mail"}, {"id": 4, "case": 2, "text": "Account 4711 is frozen"},
    ]  # fmt: skip


def test_the_summary(desk):
    desk.database.keep_one_team()
    assert desk.lea.summary() == {"open": 3, "closed": 1}
    desk.lea.change(3, {"status": "open"})
    assert desk.lea.summary() == {"open": 4, "closed": 0}


def test_a_comment_and_its_notices(desk):
    for user in ("ada", "bo", "cus"):
        desk.boards[user].watch(1)
        desk.boards[user].watch(1)
    number = desk.bo.comment(1, "In May")
    assert desk.database.query("SELECT * FROM comments WHERE id = ?", number) == [(number, 1, "bo", "In May", 0)]
    assert desk.database.notices() == [("ada", "Case 1: In May"), ("cus", "Case 1: In May")]


def test_an_internal_comment(desk):
    desk.lea.watch(2)
    number = desk.ada.comment(2, "Call her", True)
    assert desk.database.query("SELECT internal FROM comments WHERE id = ?", number) == [(1,)]
    assert ("lea", "Case 2: Call her") in desk.database.notices()


def test_who_does_not_watch_gets_no_notice(desk):
    desk.ada.watch(1)
    desk.ada.unwatch(1)
    desk.ada.unwatch(1)
    desk.bo.comment(1, "In May")
    assert desk.database.notices() == []


def test_a_case_is_changed(desk):
    desk.cus.watch(1)
    desk.ada.change(1, {"title": "New rate", "assignee": "bo", "confidential": True, "team": "cards", "reporter": "x"})
    assert desk.database.query("SELECT * FROM cases WHERE id = 1") == [(1, "loans", "cus", "bo", "New rate", "open", 1)]
    assert desk.database.notices() == [("cus", "Case 1 was changed: New rate")]
    desk.dan.watch(3)
    desk.ada.change(3, {"status": "open"})
    assert ("dan", "Case 3 was changed: Forms are missing") in desk.database.notices()
    desk.lea.change(3, {"status": "open", "assignee": None})
    assert desk.lea.read(3)["status"] == "open"


def test_an_assignee_of_another_team(desk):
    before = desk.database.state()
    for name in ("tom", "cus", "nobody"):
        with raises("ValueError"):
            desk.ada.change(1, {"title": "x", "assignee": name})
    assert desk.database.state() == before


def test_changes_are_taken_back(desk):
    with raises("LookupError"):
        desk.ada.undo()
    desk.ada.change(1, {"title": "A", "status": "closed"})
    desk.ada.change(3, {"title": "B"})
    desk.bo.change(1, {"assignee": "bo"})
    assert desk.ada.undo() == 3
    assert desk.ada.undo() == 1
    assert desk.lea.read(3)["title"] == "Forms are missing"
    read = desk.lea.read(1)
    assert (read["title"], read["status"], read["assignee"]) == ("Rate of the loan", "open", "bo")


def test_cases_are_merged(desk):
    desk.dan.watch(3)
    desk.lea.merge(3, 1)
    read = desk.lea.read(1)
    assert [one["id"] for one in read["comments"]] == [1, 2, 6]
    assert read["confidential"] is False
    assert 3 not in desk.lea.cases()
    assert desk.database.query("SELECT user FROM watchers WHERE case_id = 1") == [("dan",)]
    with raises("ValueError"):
        desk.lea.merge(1, 1)
    assert 1 in desk.lea.cases()


def test_what_does_not_exist_or_is_not_allowed(desk):
    for call in (desk.lea.read, desk.lea.watch):
        with raises("LookupError"):
            call(99)
    with raises("LookupError"):
        desk.lea.comment(99, "x")
    with raises("LookupError"):
        desk.lea.change(99, {})
    with raises("PermissionError"):
        desk.cus.change(1, {"title": "x"})
    with raises("PermissionError"):
        desk.cus.comment(1, "x", True)


def test_other_cases_stay_as_they_are(desk):
    def others():
        tables = {"cases": "id", "comments": "case_id", "watchers": "case_id"}
        return [desk.database.query(f"SELECT * FROM {table} WHERE {key} NOT IN (1, 3) ORDER BY 1, 2") for table, key in tables.items()]

    desk.tom.watch(4)
    before = others()
    for user in (desk.bo, desk.lea):
        user.watch(1)
    desk.ada.change(1, {"title": "Another"})
    desk.bo.unwatch(1)
    assert desk.database.query("SELECT user FROM watchers WHERE case_id = 1") == [("lea",)]
    desk.lea.merge(3, 1)
    assert others() == before
    assert {name for name, _ in desk.database.notices()} == {"bo", "lea"}
