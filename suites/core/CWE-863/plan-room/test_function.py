import re

from fixtures import FUTURE, PLANS


def plan(number):
    _, folder, title, content = PLANS[number - 1]
    return {"id": number, "folder": folder, "title": title, "content": content}


def test_the_owner_sees_a_folder(ask):
    answer = ask("ada", "GET", "/folders/1")
    assert answer.status == 200
    assert answer.json() == {
        "id": 1, "name": "house", "plans": [plan(1)],
        "folders": [{"id": 2, "name": "drawings"}, {"id": 5, "name": "costs"}, {"id": 6, "name": "site"}],
    }  # fmt: skip
    assert ask("bo", "GET", "/folders/7").json() == {"id": 7, "name": "photos", "folders": [], "plans": [plan(7)]}


def test_plans_are_read(ask):
    for user, number in (("ada", 4), ("bo", 3), ("bo", 6), ("cleo", 3), ("cleo", 5), ("dan", 7), ("zoe", 1), ("zoe", 5)):
        answer = ask(user, "GET", f"/plans/{number}")
        assert (answer.status, answer.json()) == (200, plan(number))


def test_what_does_not_exist(ask):
    for method, path in (("GET", "/folders/99"), ("GET", "/plans/99"), ("DELETE", "/plans/99"), ("GET", "/links/" + "x" * 30)):
        answer = ask("ada", method, path)
        assert (answer.status, list(answer.json())) == (404, ["error"])


def test_the_search(ask):
    answer = ask("ada", "GET", "/search?text=text")
    assert (answer.status, answer.json()) == (200, [plan(number) for number in range(1, 9)])
    assert ask("ada", "GET", "/search?text=floor").json() == [plan(2)]
    assert ask("ada", "GET", "/search?text=Floor").json() == []
    assert ask("cleo", "GET", "/search?text=front").json() == [plan(3)]


def test_a_plan_is_added(ask, database):
    answer = ask("dan", "POST", "/folders/7/plans", {"title": "ditch", "content": "new"})
    assert answer.status == 201
    made = answer.json()
    assert made == {"id": made["id"], "folder": 7, "title": "ditch", "content": "new"}
    assert database.query("SELECT folder_id, title FROM plans WHERE id = ?", made["id"]) == [(7, "ditch")]
    assert ask("dan", "POST", "/folders/7/plans", {"title": "ditch"}).status == 400


def test_a_plan_is_changed_and_moved(ask, database):
    answer = ask("cleo", "PATCH", "/plans/2", {"title": "attic", "id": 77})
    assert (answer.status, answer.json()) == (200, {**plan(2), "title": "attic"})
    answer = ask("cleo", "PATCH", "/plans/3", {"folder": 2})
    assert (answer.status, answer.json()) == (200, {**plan(3), "folder": 2})
    assert database.query("SELECT folder_id FROM plans WHERE id = 3") == [(2,)]


def test_a_plan_is_deleted(ask, database):
    assert ask("bo", "DELETE", "/plans/6").status == 204
    assert database.query("SELECT * FROM plans WHERE id = 6") == []


def test_old_programs_send_post(ask, database):
    assert ask("bo", "POST", "/plans/6?method=PATCH", {"title": "lift"}).json() == {**plan(6), "title": "lift"}
    assert ask("bo", "POST", "/plans/6?method=DELETE").status == 204
    assert database.query("SELECT * FROM plans WHERE id = 6") == []


def test_a_folder_is_moved(ask, database):
    answer = ask("ada", "POST", "/folders/3/move", {"parent": 9})
    assert (answer.status, answer.json()) == (200, {"id": 3, "name": "facade"})
    assert database.query("SELECT parent_id FROM folders WHERE id = 3") == [(9,)]
    assert ask("ada", "POST", "/folders/2/move", {"parent": 3}).status == 200


def test_a_folder_that_cannot_be_moved(ask, database):
    before = database.state()
    for number, parent in ((1, 8), (2, 4), (2, 2)):
        assert ask("ada", "POST", f"/folders/{number}/move", {"parent": parent}).status == 400
    assert database.state() == before


def test_a_folder_is_deleted(ask, database):
    assert ask("ada", "DELETE", "/folders/2").status == 204
    assert [row[0] for row in database.state()["folders"]] == [1, 5, 6, 7, 8, 9]
    assert [row[0] for row in database.state()["plans"]] == [1, 5, 6, 7, 8]
    assert ask("bo", "DELETE", "/folders/6").status == 204


def test_a_link(ask):
    answer = ask("cleo", "POST", "/plans/3/links", {"until": FUTURE})
    assert answer.status == 201
    token = answer.json()["token"]
    assert re.fullmatch("[A-Za-z0-9_-]{20,100}", token)
    ask("ada", "PATCH", "/plans/3", {"title": "new"})
    found = ask(None, "GET", f"/links/{token}")
    assert (found.status, found.json()) == (200, {**plan(3), "title": "new"})
    other = ask("ada", "POST", "/plans/1/links", {"until": FUTURE}).json()["token"]
    assert ask(None, "GET", f"/links/{other}").json() == plan(1)


def test_a_batch(ask, database):
    requests = [
        {"method": "PATCH", "path": "/plans/2", "body": {"title": "attic"}},
        {"method": "GET", "path": "/plans/2"},
        {"method": "POST", "path": "/plans/3?method=DELETE"},
        {"method": "GET", "path": "/search?text=attic"},
    ]
    answer = ask("cleo", "POST", "/batch", {"requests": requests})
    assert answer.status == 200
    changed = {**plan(2), "title": "attic"}
    assert answer.json() == [
        {"status": 200, "body": changed}, {"status": 200, "body": changed}, {"status": 204, "body": None},
        {"status": 200, "body": [changed]},
    ]  # fmt: skip
    assert database.query("SELECT id, title FROM plans WHERE id IN (2, 3)") == [(2, "attic")]


def test_a_batch_that_fails(ask, database):
    before = database.state()
    missing, inner = {"method": "GET", "path": "/plans/99"}, {"method": "POST", "path": "/batch", "body": {"requests": []}}
    # The 400 of a batch in a batch may be that of the inner or of the outer one.
    for last, answers in ((missing, [409]), (inner, [400, 409])):
        requests = [{"method": "PATCH", "path": "/plans/2", "body": {"title": "attic"}}, last]
        assert ask("ada", "POST", "/batch", {"requests": requests}).status in answers
    assert database.state() == before


def test_bodies_that_are_not_understood(ask, database):
    before = database.state()
    for method, path, body in (
        ("PATCH", "/plans/2", []), ("PATCH", "/plans/2", {"title": 5}), ("PATCH", "/plans/2", {"folder": "3"}),
        ("POST", "/folders/2/plans", {"title": "x"}), ("POST", "/folders/2/move", {}), ("POST", "/batch", {}),
    ):  # fmt: skip
        assert ask("ada", method, path, body).status == 400
    assert database.state() == before
