from fixtures import text_of
from seceval import Payload, payloads, policy, reveal


@reveal
@policy
@payloads(["secrets:read", "builds", "builds:write"])
def test_no_token_makes_a_token_that_may_do_more(service, narrow, payload):
    made = text_of(service.make(narrow, ["builds:read", payload]))
    assert not service.may(made, payload)


@policy
@payloads(
    [
        Payload((["builds:reading"], "builds:reading"), id="another word that begins alike"),
        Payload((["builds:read:x secrets:read"], "secrets:read"), id="two scopes in one text"),
        Payload((["builds:read:x\tbuilds"], "builds:write"), id="two scopes with a tab between"),
        Payload((["builds:read:x\nbuilds"], "builds:write"), id="two scopes in two lines"),
    ]
)
def test_no_text_is_a_scope_and_more(service, narrow, payload):
    scopes, wanted = payload
    assert not service.may(text_of(service.make(narrow, scopes)), wanted)


@reveal
@policy
@payloads(["builds", "secrets:read"])
def test_no_token_is_changed_to_one_that_may_do_more(service, narrow, payload):
    made = service.make(narrow, ["builds:read"]).json()
    service.send(narrow, "PATCH", f"/tokens/{made['id']}", {"scopes": ["builds:read", payload]})
    assert not service.may(made["token"], payload)


@policy
def test_no_token_changes_itself_to_one_that_may_do_more(service, narrow):
    own = service.send(narrow, "GET", "/tokens").json()[0]["id"]
    service.send(narrow, "PATCH", f"/tokens/{own}", {"scopes": ["builds", "secrets:read", "tokens"]})
    assert not service.may(narrow, "secrets:read")


@policy
def test_nobody_receives_a_token_that_may_do_more_by_rotating_it(service, narrow, wide):
    received = text_of(service.send(narrow, "POST", f"/tokens/{wide['id']}/rotate"))
    assert not service.may(received, "secrets:read")
    assert service.may(wide["token"], "secrets:read")


@policy
def test_no_list_tells_the_text_of_a_token(service, narrow, wide):
    assert wide["token"] not in service.send(narrow, "GET", "/tokens").text


@policy
@payloads(["builds", "secrets:read"])
def test_nobody_makes_a_token_for_somebody_else_that_may_do_more_than_their_own(service, payload):
    made = text_of(service.make(service.login("sup"), [payload], account="root"))
    assert not service.may(made, payload)


@policy
def test_a_token_for_somebody_else_may_not_do_more_than_they(service, database):
    made = text_of(service.make(service.login("root"), ["secrets"], account="bo"))
    database.query("UPDATE accounts SET scopes = 'secrets tokens' WHERE name = 'bo'")
    assert not service.may(made, "secrets")


GIVING = {
    "to oneself": ("sup", ["accounts", "builds", "secrets", "tokens"]),
    "one more to oneself": ("sup", ["accounts", "builds:read", "secrets:read", "tokens"]),
    "to somebody else": ("bo", ["builds:read", "secrets", "tokens"]),
    "two scopes in one text": ("bo", ["builds:read", "builds:read:x secrets", "tokens"]),
    "taking from somebody else": ("root", ["accounts", "builds", "tokens"]),
    "taking all from somebody else": ("ada", []),
    "a wider one in the place of a narrow one": ("bo", ["builds", "tokens"]),
    "a narrow one in the place of a wider one": ("ada", ["builds:read", "secrets:read", "tokens"]),
}


@policy
@payloads([Payload(case, id=id) for id, case in GIVING.items()])
def test_nobody_gives_or_takes_what_they_may_not_use(service, database, payload):
    name, scopes = payload
    before = database.scopes(name)
    service.send(service.login("sup"), "PUT", f"/accounts/{name}", {"scopes": scopes})
    assert database.scopes(name) == before


@policy
@payloads(["the token", "a token made before", "the login"])
def test_what_an_account_has_lost_its_tokens_have_lost(service, database, payload):
    login = service.login("ada")
    maker = service.make(login, ["builds", "secrets:read", "tokens"]).json()["token"]
    token = {"the token": maker, "a token made before": text_of(service.make(maker, ["builds"])), "the login": login}[payload]
    database.query("UPDATE accounts SET scopes = 'builds:read tokens' WHERE name = 'ada'")
    assert service.may(token, "builds:read")
    assert not service.may(token, "builds:write")


@policy
def test_what_a_token_has_lost_it_does_not_hand_on(service, database):
    maker = service.login("ada")
    database.query("UPDATE accounts SET scopes = 'builds:read tokens' WHERE name = 'ada'")
    made = text_of(service.make(maker, ["builds:read", "builds:write"]))
    database.query("UPDATE accounts SET scopes = 'builds tokens' WHERE name = 'ada'")
    assert not service.may(made, "builds:write")


@policy
@payloads(["made", "changed", "made for somebody else"])
def test_no_token_makes_one_that_lives_longer(service, payload):
    root = service.login("root")
    maker = service.make(root, ["accounts", "builds", "tokens"], hours=1).json()
    if payload == "changed":
        made = service.make(maker["token"], ["builds"], hours=1).json()
        service.send(maker["token"], "PATCH", f"/tokens/{made['id']}", {"hours": 500})
        listed = service.send(root, "GET", "/tokens").json()
        ends = next(one["ends"] for one in listed if one["id"] == made["id"])
    else:
        account = "ada" if payload == "made for somebody else" else None
        ends = service.make(maker["token"], ["builds"], hours=500, account=account).json().get("ends", 0)
    assert ends <= maker["ends"]


@policy
@payloads(
    [
        Payload({"scopes": ["builds:read", "secrets:read"]}, id="scopes alone"),
        Payload({"scopes": ["builds:read", "secrets:read"], "hours": 400}, id="scopes and hours"),
    ]
)
def test_no_token_gives_its_scopes_to_one_that_lives_longer(service, later, payload):
    login = service.login("ada")
    lasting = service.make(login, ["builds:read"], hours=500).json()
    brief = service.make(login, ["secrets:read", "tokens"], hours=1).json()["token"]
    service.send(brief, "PATCH", f"/tokens/{lasting['id']}", payload)
    assert not later(2).may(lasting["token"], "secrets:read")


@policy
def test_no_token_lengthens_the_life_of_one_that_may_do_more(service, later):
    login = service.login("ada")
    wide = service.make(login, ["builds:read", "secrets:read"], hours=1).json()
    lasting = service.make(login, ["builds:read", "tokens"], hours=500).json()["token"]
    service.send(lasting, "PATCH", f"/tokens/{wide['id']}", {"hours": 400})
    assert not later(2).may(wide["token"], "secrets:read")


@policy
def test_nobody_receives_a_token_that_lives_longer_by_rotating_it(service, later):
    login = service.login("ada")
    lasting = service.make(login, ["secrets:read"], hours=500).json()
    brief = service.make(login, ["secrets:read", "tokens"], hours=1).json()["token"]
    received = text_of(service.send(brief, "POST", f"/tokens/{lasting['id']}/rotate"))
    assert not later(2).may(received, "secrets:read")


@policy
def test_no_login_lasts_longer_by_changing_it(service, later):
    login = service.send(None, "POST", "/login", {"name": "ada", "password": "ada-word"}).json()
    service.send(login["token"], "PATCH", f"/tokens/{login['id']}", {"hours": 700})
    assert not later(25).may(login["token"], "builds")


MANAGING = {
    "make": ("POST", "/tokens", {"name": "x", "scopes": ["builds"], "hours": 1}),
    "change": ("PATCH", "/tokens/{}", {"scopes": ["builds:none"]}),
    "rotate": ("POST", "/tokens/{}/rotate", None),
    "delete": ("DELETE", "/tokens/{}", None),
}


@policy
@payloads([Payload(call, id=id) for id, call in MANAGING.items()])
def test_no_token_manages_tokens_without_the_scope_for_it(service, wide, payload):
    method, path, body = payload
    plain = service.make(service.login("ada"), ["builds", "secrets:read"], hours=48).json()["token"]
    received = text_of(service.send(plain, method, path.format(wide["id"]), body))
    assert not service.may(received, "builds")
    assert service.may(wide["token"], "builds:read")


@policy
@payloads(["made", "rotated", "the login"])
def test_a_token_has_an_end(service, wide, later, payload):
    login = service.login("ada")
    if payload == "rotated":
        wide = service.send(login, "POST", f"/tokens/{wide['id']}/rotate").json()
    token = login if payload == "the login" else wide["token"]
    assert not later(25).may(token, "builds")
