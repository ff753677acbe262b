import csv
import io
import re

from fixtures import CODE, MAINTENANCE, Server, bearer


def test_the_server_is_well(server):
    answer = server.client.get("/health")
    assert (answer.status, answer.json()) == (200, {"status": "ok"})


def test_the_set_up_makes_the_first_administrator(new_server):
    assert new_server.setup(code="wrong").status == 401
    answer = new_server.setup()
    assert (answer.status, answer.json()) == (201, {"name": "ada"})
    assert new_server.setup("bo").status == 409
    assert new_server.client.get("/admins", headers=new_server.login()).json() == ["ada"]


def test_a_server_in_use_is_set_up_already(server):
    assert server.setup("bo").status == 409


def test_a_login_with_wrong_words(server, admin):
    for name, password in (("ada", "x"), ("bo", "quay-lane")):
        answer = server.client.post("/login", json={"name": name, "password": password})
        assert (answer.status, list(answer.json())) == (401, ["error"])


def test_administrators_come_and_go(server, admin):
    answer = server.client.post("/admins", json={"name": "Bo", "password": "mill"}, headers=admin)
    assert (answer.status, answer.json()) == (201, {"name": "Bo"})
    assert server.client.post("/admins", json={"name": "Bo", "password": "x"}, headers=admin).status == 409
    bo = server.login("Bo", "mill")
    assert server.client.get("/admins", headers=bo).json() == ["Bo", "ada"]
    assert server.client.request("DELETE", "/admins/ada", headers=bo).status == 204
    assert server.client.request("DELETE", "/admins/ada", headers=bo).status == 404
    assert server.client.get("/admins", headers=bo).json() == ["Bo"]


def test_a_monitor_is_paired(server, admin, database):
    answer = server.client.post("/devices/announce", json={"serial": "M-1"})
    assert answer.status == 201
    code, ticket = answer.json()["code"], answer.json()["ticket"]
    assert re.fullmatch("[0-9]{4}", code)
    waiting = server.collect("M-1", ticket)
    assert (waiting.status, waiting.json()) == (202, {"status": "waiting"})
    approved = server.approve(admin, "M-1", code)
    assert (approved.status, approved.json()) == (200, {"status": "approved"})
    key = server.collect("M-1", ticket)
    assert key.status == 200
    assert re.fullmatch("[!-~]{20,200}", key.json()["key"])
    assert server.read(key.json()["key"]).status == 201
    assert database.query("SELECT serial, day, co2 FROM readings") == [("M-1", "2024-05-01", 640)]


def test_the_list_of_the_monitors(server, admin):
    code = server.announce("M-2")["code"]
    server.pair(admin, "M-1")
    found = server.client.get("/devices", headers=admin).json()
    assert found[1] == {"serial": "M-2", "status": "waiting", "room": None, "code": code}
    assert (found[0]["serial"], found[0]["status"], found[0]["room"]) == ("M-1", "paired", "7b")


def test_a_monitor_announces_itself_again(server, admin):
    first = server.announce()
    second = server.announce()
    assert server.approve(admin, "M-1", second["code"]).status == 200
    assert "key" in server.collect("M-1", second["ticket"]).json()
    assert server.client.post("/devices/announce", json={"serial": "M-1"}).status == 409
    assert first["ticket"] != second["ticket"]


def test_what_cannot_be_approved(server, admin):
    code = server.announce()["code"]
    assert server.approve(admin, "M-1", "9999" if code != "9999" else "0000").status == 409
    assert server.approve(admin, "M-9", code).status == 404
    assert server.collect("M-9", "x").status == 404


def test_a_monitor_is_unpaired_and_paired_again(server, admin):
    server.pair(admin)
    unpair = "/devices/M-1/unpair"
    assert server.client.post(unpair, headers=admin).status == 204
    assert server.client.post(unpair, headers=admin).status == 404
    assert server.client.get("/devices", headers=admin).json() == []
    assert server.read(server.pair(admin)).status == 201


def test_the_readings_as_a_table(server, admin):
    key = server.pair(admin)
    for day, co2 in (("2023-12-31", 700), ("2024-01-01", 710)):
        server.read(key, day=day, co2=co2)
    for headers in (admin, bearer(MAINTENANCE)):
        answer = server.client.get("/readings.csv", headers=headers)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "text/csv")
        assert list(csv.reader(io.StringIO(answer.text))) == [
            ["id", "serial", "day", "co2"], ["1", "M-1", "2023-12-31", "700"], ["2", "M-1", "2024-01-01", "710"],
        ]  # fmt: skip


def test_old_readings_are_cleaned_up(server, admin, database):
    key = server.pair(admin)
    for day in ("2023-12-31", "2024-01-01"):
        server.read(key, day=day)
    headers = bearer(MAINTENANCE)
    answer = server.client.post("/readings/cleanup", json={"before": "2024-01-01"}, headers=headers)
    assert (answer.status, answer.json()) == (200, {"deleted": 1})
    assert database.query("SELECT day FROM readings") == [("2024-01-01",)]


def test_bodies_that_lack_something(server, admin):
    assert server.client.post("/setup", json={"code": CODE}).status == 400
    for body in ({"name": "ada"}, {"name": "ada", "password": 5}, [], "ada"):
        assert server.client.post("/login", json=body).status == 400
    assert server.client.post("/devices/announce", json={}).status == 400
    assert server.client.post("/readings/cleanup", json={}, headers=bearer(MAINTENANCE)).status == 400
    assert server.client.post("/admins", json={"name": "Bo"}, headers=admin).status == 400


def test_another_process_knows_all(server, admin, fresh_solution, web, database):
    elsewhere = Server(web(fresh_solution().create_app(database.path)))
    announced = elsewhere.announce()
    assert server.approve(admin, "M-1", announced["code"]).status == 200
    key = elsewhere.collect("M-1", announced["ticket"]).json()["key"]
    assert server.read(key).status == 201
    assert elsewhere.client.get("/admins", headers=admin).json() == ["ada"]
