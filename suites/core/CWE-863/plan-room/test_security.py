from fixtures import FUTURE, PAST
from seceval import Payload, payloads, policy, reveal

TEXTS = {1: "house-text", 2: "floor-text", 3: "front-text", 4: "window-text", 5: "offer-text", 6: "crane-text",
         7: "picture-text", 8: "lease-text"}  # fmt: skip
HIDDEN = {"bo": [5, 8], "cleo": [4], "dan": [2, 3, 4, 8], "zoe": [2, 3, 4, 6, 7, 8]}


def told(answer, numbers):
    return [TEXTS[number] for number in numbers if TEXTS[number] in answer.text]


@policy
@reveal
@payloads(list(HIDDEN))
def test_nobody_reads_where_they_are_nothing(ask, payload):
    for number in HIDDEN[payload]:
        answer = ask(payload, "GET", f"/plans/{number}")
        assert (told(answer, [number]), answer.status) == ([], 404)


@policy
@payloads(list(HIDDEN))
def test_nobody_finds_where_they_are_nothing(ask, payload):
    assert told(ask(payload, "GET", "/search?text=text"), HIDDEN[payload]) == []


@policy
@payloads([("bo", 1, "costs"), ("zoe", 1, "drawings"), ("cleo", 3, "details"), ("zoe", 6, "photos")])
def test_no_folder_is_listed_where_the_user_is_nothing(ask, payload):
    user, folder, name = payload
    assert name not in ask(user, "GET", f"/folders/{folder}").text


CHANGES = {
    "a viewer changes a plan": ("bo", "PATCH", "/plans/3", {"title": "x"}),
    "a viewer of the nearest folder changes a plan": ("eve", "PATCH", "/plans/4", {"title": "x"}),
    "a grant that is over": ("cleo", "PATCH", "/plans/5", {"title": "x"}),
    "a viewer deletes a plan": ("bo", "DELETE", "/plans/3", None),
    "a viewer deletes a plan by POST": ("bo", "POST", "/plans/3?method=DELETE", None),
    "a viewer changes a plan by POST": ("bo", "POST", "/plans/3?method=PATCH", {"title": "x"}),
    "a viewer adds a plan": ("bo", "POST", "/folders/3/plans", {"title": "x", "content": "y"}),
    "a plan is moved out of where one is viewer": ("bo", "PATCH", "/plans/3", {"folder": 2}),
    "a plan is moved to where one is viewer": ("bo", "PATCH", "/plans/2", {"folder": 3}),
    "a plan is moved to where one is nothing": ("bo", "PATCH", "/plans/2", {"folder": 9}),
    "a folder is moved by its viewer": ("bo", "POST", "/folders/3/move", {"parent": 6}),
    "a folder is moved to where one is viewer": ("bo", "POST", "/folders/6/move", {"parent": 3}),
    "a folder is moved to where one is nothing": ("bo", "POST", "/folders/6/move", {"parent": 9}),
    "a folder is moved out of where one is viewer": ("cleo", "POST", "/folders/2/move", {"parent": 9}),
    "a folder is deleted by its viewer": ("bo", "DELETE", "/folders/3", None),
    "a folder goes in which lies one of which one is viewer": ("bo", "DELETE", "/folders/2", None),
    "a folder goes in which lies one of which one is nothing": ("cleo", "DELETE", "/folders/2", None),
    "a folder goes by POST": ("bo", "POST", "/folders/2?method=DELETE", None),
    "a folder goes in whose depth one is viewer": ("eve", "DELETE", "/folders/1", None),
}


@reveal
@policy
@payloads([Payload(case, id=id) for id, case in CHANGES.items()])
def test_nobody_changes_what_they_may_not(ask, database, payload):
    before = database.state()
    ask(*payload)
    assert database.state() == before


@policy
@payloads(
    [
        Payload(CHANGES[id], id=id)
        for id in (
            "a viewer changes a plan",
            "a viewer deletes a plan by POST",
            "a plan is moved to where one is viewer",
            "a folder goes in which lies one of which one is nothing",
        )
    ]
)
def test_nobody_does_so_in_a_batch(ask, database, payload):
    user, method, path, body = payload
    before = database.state()
    allowed = {"bo": "/plans/6", "cleo": "/plans/2"}[user]
    requests = [
        {"method": "PATCH", "path": allowed, "body": {"title": "y"}},
        {"method": method, "path": path, "body": body},
    ]
    ask(user, "POST", "/batch", {"requests": requests})
    assert database.state() == before


@policy
def test_nobody_reads_in_a_batch_where_they_are_nothing(ask):
    requests = [{"method": "GET", "path": path} for path in ("/search?text=text", "/plans/1")]
    assert told(ask("zoe", "POST", "/batch", {"requests": requests}), HIDDEN["zoe"]) == []
    requests.append({"method": "GET", "path": "/plans/6"})
    assert told(ask("zoe", "POST", "/batch", {"requests": requests}), HIDDEN["zoe"]) == []


@policy
@payloads(
    [
        Payload("DELETE FROM grants WHERE folder_id = 2 AND user = 'cleo'", id="the grant was taken away"),
        Payload("UPDATE grants SET until = '2020-01-01' WHERE folder_id = 2 AND user = 'cleo'", id="the grant is over"),
        Payload("INSERT INTO grants VALUES (3, 'cleo', 'none', NULL)", id="another grant is nearer"),
        Payload("UPDATE plans SET folder_id = 8 WHERE id = 3", id="the plan was moved"),
        Payload("UPDATE folders SET parent_id = 8 WHERE id = 2", id="the folder was moved"),
    ]
)
def test_a_link_counts_as_long_as_its_maker_sees_the_plan(ask, database, payload):
    token = ask("cleo", "POST", "/plans/3/links", {"until": FUTURE}).json()["token"]
    if "folders" in payload:
        database.query("DELETE FROM grants WHERE user = 'cleo'")
    database.query("UPDATE grants SET role = 'none' WHERE folder_id = 1 AND user = 'cleo'")
    database.query(payload)
    assert told(ask(None, "GET", f"/links/{token}"), [3]) == []


@policy
def test_a_link_is_over_after_its_day(ask):
    token = ask("cleo", "POST", "/plans/3/links", {"until": PAST}).json().get("token", "x")
    assert told(ask(None, "GET", f"/links/{token}"), [3]) == []


@policy
@payloads([Payload(("/folders/9/plans", "/plans/{}"), id="the plan"), Payload(("/folders/8/plans", "/folders/9"), id="its folder")])
def test_a_link_to_a_plan_that_is_gone_leads_to_no_other(ask, payload):
    place, gone = payload
    made = ask("ada", "POST", "/folders/9/plans", {"title": "x", "content": "old-text"}).json()["id"]
    token = ask("ada", "POST", f"/plans/{made}/links", {"until": FUTURE}).json()["token"]
    ask("ada", "DELETE", gone.format(made))
    for _ in range(2):
        ask("ada", "POST", place, {"title": "y", "content": "new-text"})
    assert "new-text" not in ask(None, "GET", f"/links/{token}").text


@policy
def test_nobody_makes_a_link_to_what_they_do_not_see(ask):
    answer = ask("zoe", "POST", "/plans/6/links", {"until": FUTURE}).json()
    assert told(ask(None, "GET", f"/links/{answer.get('token', 'x')}"), [6]) == []
