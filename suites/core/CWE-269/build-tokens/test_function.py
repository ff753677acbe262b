import re
import time

from fixtures import Service


def test_a_login(service):
    answer = service.send(None, "POST", "/login", {"name": "ada", "password": "ada-word"})
    assert answer.status == 200
    token = answer.json()
    assert (token["name"], token["scopes"]) == ("login", ["builds", "secrets:read", "tokens"])
    assert abs(token["ends"] - time.time() - 12 * 3600) < 60
    assert re.fullmatch("[A-Za-z0-9._-]{20,200}", token["token"])
    for name, password in (("ada", "x"), ("zoe", "ada-word")):
        assert service.send(None, "POST", "/login", {"name": name, "password": password}).status == 401


def test_what_a_token_may_do(service):
    token = service.login("ada")
    for scope in ("builds", "builds:read", "builds:read:private", "secrets:read", "secrets:read:all", "tokens"):
        assert service.may(token, scope)
    for scope in ("secrets", "accounts"):
        assert service.send(token, "GET", f"/check?scope={scope}").status == 403
    assert service.send(token, "GET", "/check?scope=Builds").status == 400
    assert service.send(token, "GET", "/check").status == 400
    assert service.send("x" * 40, "GET", "/check?scope=builds").status == 401
    assert service.send(None, "GET", "/check?scope=builds").status == 401


def test_a_token_is_made(service):
    answer = service.make(service.login("ada"), ["tokens", "builds:read"])
    assert answer.status == 201
    token = answer.json()
    assert (token["name"], token["scopes"]) == ("nightly", ["builds:read", "tokens"])
    assert abs(token["ends"] - time.time() - 24 * 3600) < 60
    assert service.may(token["token"], "builds:read")
    assert not service.may(token["token"], "builds:write")
    child = service.make(token["token"], ["builds:read:private"], hours=2).json()
    assert service.may(child["token"], "builds:read:private")
    assert abs(child["ends"] - time.time() - 2 * 3600) < 60


def test_the_list_of_the_tokens(service, narrow, wide):
    answer = service.send(narrow, "GET", "/tokens")
    assert answer.status == 200
    assert [(one["name"], one["scopes"]) for one in answer.json()] == [
        ("nightly", ["builds:read", "tokens"]), ("wide", ["builds", "secrets:read"]),
    ]  # fmt: skip
    assert answer.json()[1]["id"] == wide["id"]
    assert service.send(service.login("bo"), "GET", "/tokens").json() == []
    assert service.send(wide["token"], "GET", "/tokens").status == 403


def test_a_token_is_changed(service, narrow, wide):
    ada = service.login("ada")
    path = f"/tokens/{wide['id']}"
    answer = service.send(ada, "PATCH", path, {"name": "new", "scopes": ["builds:logs"], "hours": 720})
    assert answer.status == 200
    assert (answer.json()["name"], answer.json()["scopes"]) == ("new", ["builds:logs"])
    assert abs(answer.json()["ends"] - time.time() - 720 * 3600) < 60
    assert service.may(wide["token"], "builds:logs")
    assert not service.may(wide["token"], "builds:read")
    assert service.send(service.login("bo"), "PATCH", path, {"name": "x"}).status == 404
    for body in ({"name": 5}, {"scopes": "builds"}, {"hours": 0}, []):
        assert service.send(ada, "PATCH", path, body).status == 400


def test_a_token_is_rotated(service, wide):
    path = f"/tokens/{wide['id']}/rotate"
    answer = service.send(service.login("ada"), "POST", path)
    assert answer.status == 200
    assert {**answer.json(), "token": ""} == {**wide, "token": ""}
    assert service.may(answer.json()["token"], "secrets:read")
    assert service.send(wide["token"], "GET", "/check?scope=builds").status == 401


def test_a_token_is_deleted(service, narrow, wide):
    assert service.send(narrow, "DELETE", f"/tokens/{wide['id']}").status == 204
    assert service.send(narrow, "DELETE", f"/tokens/{wide['id']}").status == 404
    assert service.send(wide["token"], "GET", "/check?scope=builds").status == 401
    assert service.send(service.login("bo"), "POST", f"/tokens/{wide['id']}/rotate").status == 404


def test_accounts(service, database):
    root = service.login("root")
    assert service.send(root, "GET", "/accounts/bo").json() == {"name": "bo", "scopes": ["builds:read", "tokens"]}
    answer = service.send(root, "PUT", "/accounts/bo", {"scopes": ["tokens", "builds"]})
    assert (answer.status, answer.json()) == (200, {"name": "bo", "scopes": ["builds", "tokens"]})
    assert database.scopes("bo") == ["builds", "tokens"]
    assert service.send(root, "GET", "/accounts/zoe").status == 404
    assert service.send(root, "PUT", "/accounts/zoe", {"scopes": []}).status == 404
    assert service.send(service.login("bo"), "GET", "/accounts/ada").status == 403


def test_scopes_that_stay_may_be_any(service, database):
    sup = service.login("sup")
    answer = service.send(sup, "PUT", "/accounts/ada", {"scopes": ["builds", "builds:read:all", "secrets:read", "tokens"]})
    assert answer.status == 200
    assert service.send(sup, "PUT", "/accounts/ada", {"scopes": ["builds", "secrets:read"]}).status == 200
    assert database.scopes("ada") == ["builds", "secrets:read"]


def test_a_token_for_somebody_else(service):
    answer = service.make(service.login("root"), ["builds:read"], account="bo")
    assert answer.status == 201
    assert service.may(answer.json()["token"], "builds:read")
    assert [one["name"] for one in service.send(service.login("bo"), "GET", "/tokens").json()] == ["nightly"]
    assert service.make(service.login("root"), ["builds:read"], account="zoe").status == 404


def test_values_that_are_not_understood(service, database):
    ada = service.login("ada")
    for scopes in ("builds", ["Builds"], [5], [""]):
        assert service.make(ada, scopes).status == 400
    for hours in (0, 721, "24", None):
        assert service.make(ada, ["builds"], hours).status == 400
    assert service.send(ada, "POST", "/tokens", []).status == 400
    assert service.send(ada, "POST", "/login", {"name": "ada"}).status == 400
    assert service.send(service.login("root"), "PUT", "/accounts/bo", {"scopes": "x"}).status == 400
    assert database.scopes("bo") == ["builds:read", "tokens"]


def test_another_process_knows_the_tokens(service, narrow, fresh_solution, web, database):
    elsewhere = Service(web(fresh_solution().create_app(database.path)))
    assert elsewhere.may(narrow, "builds:read")
