import csv
import io


def ids(answer):
    return [one["id"] for one in answer.json()]


def status_of(database, number):
    return database.query("SELECT status FROM absences WHERE id = ?", number)[0][0]


def test_people_see_their_own_absences_whole(ask):
    answer = ask(BO, "GET", "/absences/2")
    assert answer.status == 200
    assert answer.json() == {
        "id": 2, "person": "Bo", "from": "2024-02-05", "to": "2024-02-09", "status": "approved",
        "kind": "ill", "reason": "torn meniscus",
    }  # fmt: skip


def test_others_in_the_team_see_that_somebody_is_away(ask):
    answer = ask(CLEO, "GET", "/absences/1")
    assert answer.status == 200
    assert {key: answer.json()[key] for key in ("id", "person", "from", "to", "status")} == {
        "id": 1, "person": "Bo", "from": "2024-05-01", "to": "2024-05-03", "status": "requested",
    }  # fmt: skip


def test_managers_and_the_staff_office_see_the_reason(ask):
    assert ask(ADA, "GET", "/absences/2").json()["reason"] == "torn meniscus"
    assert ask(HANA, "GET", "/absences/4").json()["reason"] == "burnout clinic"


def test_an_absence_that_does_not_exist(ask):
    assert ask(HANA, "GET", "/absences/99").status == 404
    assert ask(HANA, "DELETE", "/absences/99").status == 404
    assert ask(HANA, "POST", "/absences/99/decision", {"status": "approved"}).status == 404


def test_the_list_is_sorted_and_filtered(ask):
    assert ids(ask(HANA, "GET", "/absences")) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert ids(ask(HANA, "GET", "/absences?status=requested")) == [1, 5, 6, 8, 10]
    assert ids(ask(HANA, "GET", "/absences?text=clinic")) == [4]
    assert ids(ask(HANA, "GET", "/absences?text=lisbon")) == []
    assert ids(ask(HANA, "GET", "/absences?text=in&status=approved")) == [3, 4, 9]


def test_the_list_has_all_that_the_person_may_see(ask):
    assert {1, 2, 3, 6, 9, 10} <= set(ids(ask(BO, "GET", "/absences")))
    assert {1, 2, 3, 6, 9, 10} <= set(ids(ask(ADA, "GET", "/absences")))
    assert {4, 5, 7} <= set(ids(ask(EVE, "GET", "/absences")))
    assert 2 in ids(ask(BO, "GET", "/absences?text=meniscus"))
    assert 3 in ids(ask(ADA, "GET", "/absences?text=Migraine"))


def test_an_absence_is_asked_for(ask, database):
    body = {"from": "2024-12-01", "to": "2024-12-02", "kind": "holiday", "reason": "moving"}
    answer = ask(CLEO, "POST", "/absences", body)
    assert answer.status == 201
    made = answer.json()
    assert {key: made[key] for key in ("person", "from", "to", "status", "kind", "reason")} == {
        "person": "Cleo", "from": "2024-12-01", "to": "2024-12-02", "status": "requested", "kind": "holiday",
        "reason": "moving",
    }  # fmt: skip
    assert database.absences()[-1] == (
        made["id"], CLEO, "2024-12-01", "2024-12-02", "holiday", "moving", "requested",
    )  # fmt: skip


def test_the_staff_office_enters_one_for_somebody(ask, database):
    body = {"from": "2024-12-01", "to": "2024-12-02", "kind": "ill", "reason": "called in", "person_id": EVE}
    answer = ask(HANA, "POST", "/absences", body)
    assert answer.status == 201
    assert answer.json()["person"] == "Eve"
    assert database.absences()[-1][1] == EVE
    assert ask(EVE, "POST", "/absences", body).status == 201


def test_a_manager_decides(ask, database):
    answer = ask(ADA, "POST", "/absences/1/decision", {"status": "approved"})
    assert answer.status == 200
    assert answer.json()["status"] == "approved"
    assert status_of(database, 1) == "approved"
    others = [row for row in database.absences() if row[0] != 5]
    assert ask(DAN, "POST", "/absences/5/decision", {"status": "refused"}).json()["status"] == "refused"
    assert [row for row in database.absences() if row[0] != 5] == others


def test_the_staff_office_decides(ask, database):
    assert ask(HANA, "POST", "/absences/6/decision", {"status": "refused"}).status == 200
    assert status_of(database, 6) == "refused"


def test_many_decisions_at_once(ask, database):
    answer = ask(ADA, "POST", "/decisions", {"ids": [1, 10], "status": "approved"})
    assert answer.status == 200
    assert answer.json() == {"decided": 2}
    assert [status_of(database, number) for number in (1, 10, 5)] == ["approved", "approved", "requested"]
    assert ask(HANA, "POST", "/decisions", {"ids": [5, 6], "status": "refused"}).json() == {"decided": 2}
    assert [status_of(database, number) for number in (5, 6)] == ["refused", "refused"]


def test_one_that_does_not_exist_spoils_all_decisions(ask, database):
    assert ask(ADA, "POST", "/decisions", {"ids": [1, 99], "status": "approved"}).status in (403, 404)
    assert status_of(database, 1) == "requested"


def test_an_absence_is_deleted(ask, database):
    assert ask(BO, "DELETE", "/absences/1").status == 204
    assert ask(HANA, "DELETE", "/absences/4").status == 204
    assert [row[0] for row in database.absences()] == [2, 3, 5, 6, 7, 8, 9, 10]


def test_the_calendar_of_a_team(ask):
    expected = [
        {"person": "Bo", "from": "2023-11-06", "to": "2023-11-07"},
        {"person": "Bo", "from": "2024-02-05", "to": "2024-02-09"},
        {"person": "Cleo", "from": "2024-03-11", "to": "2024-03-12"},
    ]
    for person in (CLEO, ADA, HANA):
        answer = ask(person, "GET", "/teams/1/calendar")
        assert answer.status == 200
        assert answer.json() == expected


def test_the_export_of_a_team(ask):
    for person in (DAN, HANA):
        answer = ask(person, "GET", "/teams/2/export.csv")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/csv")
        assert list(csv.reader(io.StringIO(answer.text))) == [
            ["id", "person", "from", "to", "kind", "reason", "status"],
            ["4", "Eve", "2024-02-26", "2024-03-01", "ill", "burnout clinic", "approved"],
            ["5", "Eve", "2024-07-01", "2024-07-05", "holiday", "Lisbon", "requested"],
            ["7", "Dan", "2024-01-08", "2024-01-08", "ill", "root canal", "approved"],
        ]


def test_the_report(ask):
    answer = ask(HANA, "GET", "/reports/illness?year=2024")
    assert answer.status == 200
    assert answer.json() == [
        {"person": "Bo", "days": 5}, {"person": "Cleo", "days": 2},
        {"person": "Dan", "days": 1}, {"person": "Eve", "days": 5},
    ]  # fmt: skip
    assert ask(HANA, "GET", "/reports/illness?year=2023").json() == [{"person": "Bo", "days": 2}]
    own = ask(DAN, "GET", "/reports/illness?year=2024")
    assert own.status == 200
    assert {"person": "Eve", "days": 5} in own.json()
