from seceval import payloads

SETTINGS = [without_key(OURS), {**OURS, "signing_key": ""}, {**OURS, "signing_key": "k" * 50, "more": 1}]


@payloads(SETTINGS)
def test_the_page_works_with_all_settings(install, payload):
    choir = install(payload)
    link = choir.link()
    assert link.startswith("https://cantiamo.example/welcome?token=")
    assert re.fullmatch("[A-Za-z0-9._-]+", token_of(link))
    client = choir.page()
    assert welcome(client, link, PASSWORD) == 204
    assert login(client, "admin", PASSWORD + "x") == 401
    assert client.get("/me").status == 401
    assert login(client, "admin", PASSWORD) == 204
    assert (client.get("/me").json()["name"], client.get("/me").json()["role"]) == ("admin", "admin")


def test_members_get_links(choir):
    admin = choir.admin()
    answer = admin.post("/members", json={"name": "ina", "role": "member"})
    assert answer.status == 201
    ina = choir.page()
    assert welcome(ina, answer.json()["link"], "soprano 2") == 204
    assert login(ina, "ina", "soprano 2") == 204
    assert ina.get("/me").json()["role"] == "member"
    assert ina.post("/members", json={"name": "bo", "role": "admin"}).status == 403
    assert ina.post("/events", json={"title": "Party"}).status == 403
    assert admin.post("/members", json={"name": "ina", "role": "admin"}).status == 409
    for body in ({"name": "Ina 2", "role": "member"}, {"name": "bo", "role": "boss"}, {"name": "bo"}, []):
        assert admin.post("/members", json=body).status == 400
    assert ina.session().post("/members", json={"name": "bo", "role": "admin"}).status == 401
    assert ina.session().post("/events", json={"title": "Party"}).status == 401


def test_nobody_signs_in_without_a_password(choir):
    admin = choir.admin()
    admin.post("/members", json={"name": "ina", "role": "member"})
    assert login(admin.session(), "ina", PASSWORD) == 401
    assert login(admin.session(), "nobody", PASSWORD) == 401


def test_a_token_counts_until_the_password_is_set(choir):
    client = choir.page()
    first = choir.link()
    assert welcome(client, first, "short") == 400
    assert welcome(client, first, PASSWORD) == 204
    assert welcome(client, first, "something else") == 400
    second = choir.link()
    assert login(client, "admin", PASSWORD) == 204
    assert welcome(client, second, "something else") == 204
    assert login(client.session(), "admin", PASSWORD) == 401
    assert login(client.session(), "admin", "something else") == 204
    for token in ("", "x", token_of(second)[:-4], token_of(second) + "AA.AA", None):
        assert client.post("/welcome", json={"token": token, "password": PASSWORD}).status == 400


def test_a_calendar_program_reads_the_events(choir):
    admin = choir.admin()
    assert admin.post("/events", json={"title": "Rehearsal in the old mill"}).status == 204
    assert admin.post("/events", json={"title": "Concert 7"}).status == 204
    path = admin.get("/me").json()["calendar"]
    assert path.startswith("/calendar?name=admin&key=")
    assert admin.get("/me").json()["calendar"] == path
    answer = admin.session().get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.text.splitlines()
    assert "SUMMARY:Rehearsal in the old mill" in lines and "SUMMARY:Concert 7" in lines
    admin.post("/members", json={"name": "ina", "role": "member"})
    for other in (path.replace("name=admin", "name=ina"), path[:-3], "/calendar?name=admin", "/calendar?name=admin&key=x"):
        assert admin.session().get(other).status in (400, 403)


def test_several_processes_serve_one_installation(choir, fresh_solution):
    pages = [choir.page(fresh_solution()) for _ in range(3)]
    assert welcome(pages[0], choir.link(), PASSWORD) == 204
    assert login(pages[1], "admin", PASSWORD) == 204
    pages[2].cookies.update(pages[1].cookies)
    assert pages[2].get("/me").status == 200
    again = choir.page(fresh_solution())
    again.cookies.update(pages[1].cookies)
    assert again.get("/me").json() == pages[2].get("/me").json()
    assert again.get(again.get("/me").json()["calendar"]).status == 200
