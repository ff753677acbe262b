from seceval import payloads, policy, reveal

# What only some may read: reasons, and what a report tells about people.
REASONS = {number: reason for number, _person, _starts, _ends, _kind, reason, _status in ABSENCES}
APPROVE = {"status": "approved"}


def told(answer, numbers):
    """Which of these reasons the answer holds."""
    return [REASONS[number] for number in numbers if REASONS[number] in answer.text]


def found(answer):
    try:
        return sorted(one["id"] for one in answer.json())
    except (ValueError, TypeError, KeyError):
        return []


@policy
@reveal
@payloads(["/absences/2", "/absences", "/teams/1/export.csv"])
def test_no_colleague_reads_a_reason(ask, payload):
    assert told(ask(CLEO, "GET", payload), [1, 2, 6, 9]) == []


@policy
@payloads(["/absences/4", "/absences", "/teams/2/export.csv", "/teams/2/calendar"])
def test_nobody_reads_of_another_team(ask, payload):
    for person in (BO, ADA):
        answer = ask(person, "GET", payload)
        assert told(answer, [4, 5, 7]) == []
        assert "Eve" not in answer.text


@policy
@payloads(["meniscus", "e"])
def test_nobody_finds_by_a_reason_that_they_may_not_see(ask, payload):
    own = {3, 10}
    assert set(found(ask(CLEO, "GET", f"/absences?text={payload}"))) <= own


@policy
@payloads(["burnout", "root"])
def test_no_manager_finds_by_a_reason_of_another_team(ask, payload):
    assert found(ask(ADA, "GET", f"/absences?text={payload}")) == []


@policy
def test_no_employee_reads_the_report(ask):
    answer = ask(CLEO, "GET", "/reports/illness?year=2024")
    assert [name for name in ("Bo", "Dan", "Eve") if name in answer.text] == []


@policy
def test_no_manager_reads_in_the_report_about_another_team(ask):
    answer = ask(ADA, "GET", "/reports/illness?year=2024")
    assert [name for name in ("Dan", "Eve") if name in answer.text] == []


@policy
@payloads(
    [
        (CLEO, "/absences/1/decision", APPROVE),
        (BO, "/absences/1/decision", APPROVE),
        (ADA, "/absences/6/decision", APPROVE),
        (HANA, "/absences/8/decision", APPROVE),
        (DAN, "/absences/1/decision", APPROVE),
        (CLEO, "/decisions", {"ids": [1], **APPROVE}),
        (BO, "/decisions", {"ids": [1], **APPROVE}),
        (ADA, "/decisions", {"ids": [6], **APPROVE}),
        (DAN, "/decisions", {"ids": [5, 1], **APPROVE}),
        (ADA, "/decisions", {"ids": [1, 10, 6], **APPROVE}),
        (HANA, "/decisions", {"ids": [1, 8], **APPROVE}),
    ]
)
def test_nobody_decides_who_may_not(ask, database, payload):
    person, path, body = payload
    before = database.absences()
    ask(person, "POST", path, body)
    assert database.absences() == before


@policy
@payloads([(CLEO, BO), (ADA, BO), (BO, "3")])
def test_nobody_enters_an_absence_for_somebody_else(ask, database, payload):
    person, other = payload
    before = database.absences()
    body = {"from": "2024-12-01", "to": "2024-12-02", "kind": "ill", "reason": "x", "person_id": other}
    ask(person, "POST", "/absences", body)
    assert [row for row in database.absences() if row not in before and row[1] != person] == []


@policy
def test_nobody_enters_an_absence_that_is_decided_already(ask, database):
    body = {"from": "2024-12-01", "to": "2024-12-02", "kind": "holiday", "reason": "x", "status": "approved"}
    ask(CLEO, "POST", "/absences", body)
    assert [row for row in database.absences() if row[0] > 10 and row[6] != "requested"] == []


@policy
@payloads([(BO, 2), (CLEO, 1), (ADA, 1)])
def test_nobody_deletes_who_may_not(ask, database, payload):
    person, number = payload
    before = database.absences()
    ask(person, "DELETE", f"/absences/{number}")
    assert database.absences() == before
