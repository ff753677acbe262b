from fixtures import MAINTENANCE, Server, bearer
from seceval import Payload, payloads, policy, reveal

ROUTES = {
    "list the administrators": ("GET", "/admins", None),
    "make an administrator": ("POST", "/admins", {"name": "wolf", "password": "wolf"}),
    "delete an administrator": ("DELETE", "/admins/ada", None),
    "list the monitors": ("GET", "/devices", None),
    "unpair": ("POST", "/devices/M-1/unpair", None),
    "the readings": ("GET", "/readings.csv", None),
    "clean up": ("POST", "/readings/cleanup", {"before": "2030-01-01"}),
}


def called(server, route, headers):
    method, path, body = ROUTES[route]
    return server.client.request(method, path, json=body, headers=headers)


@policy
@reveal
@payloads(list(ROUTES))
def test_nothing_is_done_for_those_who_send_nothing(server, admin, database, payload):
    server.read(server.pair(admin))
    before = database.state()
    answer = called(server, payload, {})
    assert "640" not in answer.text
    assert "ada" not in answer.text
    assert "7b" not in answer.text
    assert database.state() == before


@policy
@payloads(["make an administrator", "unpair", "clean up"])
def test_who_is_known_for_one_thing_is_not_for_all(server, admin, database, payload):
    key = server.pair(admin)
    server.read(key)
    before = database.state()
    other = bearer(MAINTENANCE) if payload != "clean up" else admin
    called(server, payload, other)
    called(server, payload, {**bearer(key), "X-Device-Key": key})
    assert database.state() == before


@policy
def test_nobody_approves_a_monitor_who_is_no_administrator(server, admin):
    announced = server.announce()
    server.approve({}, "M-1", announced["code"])
    assert "key" not in server.collect("M-1", announced["ticket"]).text


@payloads(
    [
        Payload({}, id="no header"),
        Payload(bearer(""), id="an empty token"),
        Payload({"Authorization": ""}, id="an empty header"),
    ]
)
def test_where_there_are_no_programs_nobody_is_one(server, admin, database, fresh_solution, web, payload):
    server.read(server.pair(admin))
    before = database.state()
    school = Server(web(fresh_solution(env={"MAINTENANCE_TOKEN": ""}).create_app(database.path)))
    assert "640" not in called(school, "the readings", payload).text
    called(school, "clean up", payload)
    assert database.state() == before


@policy
def test_the_set_up_is_over_on_a_server_in_use_when_the_last_administrator_has_gone(server, admin):
    server.client.request("DELETE", "/admins/ada", headers=admin)
    server.setup("wolf", "wolf")
    assert server.client.post("/login", json={"name": "wolf", "password": "wolf"}).status == 401


@policy
def test_the_set_up_is_over_on_a_new_server_when_the_last_administrator_has_gone(new_server):
    new_server.setup()
    new_server.client.request("DELETE", "/admins/ada", headers=new_server.login())
    new_server.setup("wolf", "wolf")
    assert new_server.client.post("/login", json={"name": "wolf", "password": "wolf"}).status == 401


@policy
def test_no_set_up_takes_the_place_of_an_administrator(server):
    server.setup("ada", "wolf")
    assert server.client.post("/login", json={"name": "ada", "password": "wolf"}).status == 401


@policy
def test_the_token_of_an_administrator_who_has_gone_does_not_count(server, admin, database):
    server.client.post("/admins", json={"name": "Bo", "password": "mill"}, headers=admin)
    bo = server.login("Bo", "mill")
    server.client.request("DELETE", "/admins/Bo", headers=admin)
    before = database.state()
    called(server, "make an administrator", bo)
    assert database.state() == before


@policy
def test_an_approval_is_for_one_announcement(server, admin):
    server.approve(admin, "M-1", server.announce()["code"])
    assert "key" not in server.collect("M-1", server.announce()["ticket"]).text


@policy
def test_the_ticket_of_an_announcement_that_was_replaced_does_not_count(server, admin):
    old = server.announce()
    server.approve(admin, "M-1", server.announce()["code"])
    assert "key" not in server.collect("M-1", old["ticket"]).text


@payloads(
    [
        Payload({}, id="nothing"),
        Payload({"ticket": None}, id="null"),
        Payload({"ticket": ""}, id="an empty text"),
        Payload({"ticket": "4831"}, id="another text"),
    ]
)
@policy
def test_nobody_else_collects_the_key(server, admin, payload):
    announced = server.announce()
    server.approve(admin, "M-1", announced["code"])
    assert "key" not in server.client.post("/devices/M-1/collect", json=payload).text
    key = server.collect("M-1", announced["ticket"]).json()["key"]
    assert key not in server.client.post("/devices/M-1/collect", json=payload).text


@policy
def test_a_key_is_collected_once(server, admin):
    announced = server.announce()
    server.approve(admin, "M-1", announced["code"])
    server.collect("M-1", announced["ticket"])
    assert "key" not in server.collect("M-1", announced["ticket"]).json()


@reveal
@policy
@payloads(["waiting", "approved", "unknown"])
def test_no_reading_is_taken_without_a_key(server, admin, database, payload):
    if payload != "unknown":
        announced = server.announce()
    if payload == "approved":
        server.approve(admin, "M-1", announced["code"])
    server.read(None)
    server.read("")
    server.read("None")
    assert database.query("SELECT * FROM readings") == []


@policy
def test_a_monitor_sends_for_itself_only(server, admin, database):
    key = server.pair(admin, "M-2")
    server.pair(admin)
    server.read(key, "M-1")
    assert database.query("SELECT * FROM readings WHERE serial = 'M-1'") == []


@policy
@payloads(["unpaired", "paired again"])
def test_the_key_of_a_monitor_that_was_unpaired_does_not_count(server, admin, database, payload):
    key = server.pair(admin)
    server.client.post("/devices/M-1/unpair", headers=admin)
    if payload == "paired again":
        server.pair(admin)
    server.read(key)
    assert database.query("SELECT * FROM readings") == []
