def test_a_label_has_its_form_and_is_printed_again(factory, fresh_solution):
    first = factory.label(SERIAL)
    assert sorted(first) == ["password", "serial"]
    assert first["serial"] == SERIAL
    assert LABEL.fullmatch(first["password"])
    assert fresh_solution(env={"FACTORY_KEY": KEY}).label(SERIAL) == first
    assert factory.label("R7-004712")["password"] != first["password"]


def test_the_router_knows_the_password_of_its_label(routers, factory):
    router = routers(factory=factory)
    assert router.label == factory.label(SERIAL)
    client = router.start()
    assert login(client, "not the one") == 401
    assert client.get("/settings").status == 401
    assert login(client, router.label["password"]) == 204
    assert client.get("/settings").json() == {"name": "My router"}


def test_a_router_that_a_developer_has_provisioned_knows_its_password(routers, fresh_solution):
    for process in (None, fresh_solution(env={"FACTORY_KEY": ""})):
        router = routers(factory=process)
        assert LABEL.fullmatch(router.label["password"])
        assert login(router.start(), router.label["password"]) == 204


def test_everybody_in_the_house_sees_what_router_it_is(routers):
    client = routers("Z-1").start()
    assert client.get("/info").json() == {"serial": "Z-1", "name": "My router"}
    empty = routers(None).start()
    assert empty.get("/info").json() == {"serial": "", "name": "My router"}
    assert empty.get("/settings").status == 401


def test_only_who_is_signed_in_changes_anything(routers):
    router = routers()
    client = router.owner()
    other = client.session()
    assert other.request("PUT", "/settings", json={"name": "x"}).status == 401
    assert other.request("PUT", "/password", json={"password": "something new"}).status == 401
    assert client.request("PUT", "/settings", json={"name": "Attic é"}).status == 204
    assert client.get("/settings").json() == {"name": "Attic é"}
    assert other.get("/info").json() == {"serial": SERIAL, "name": "Attic é"}
    assert login(other, "something new") == 401


def test_the_password_is_changed(routers):
    router = routers()
    client = router.owner()
    for text in ("short", "x" * 101, None, 12345678):
        assert client.request("PUT", "/password", json={"password": text}).status == 400
    assert client.request("PUT", "/password", json={"password": "größer als 8"}).status == 204
    assert login(client.session(), "größer als 8") == 204
    assert login(router.start(), "größer als 8") == 204


def test_a_body_that_is_not_as_it_should_be(routers):
    router = routers()
    client = router.start()
    for body in (b"", b"{}", b"[]", b'{"password": 5}', b"no json"):
        assert client.post("/login", body=body, headers={"Content-Type": "application/json"}).status in (400, 401)
    login(client, router.label["password"])
    assert client.request("PUT", "/settings", json={"title": "x"}).status == 400
    assert client.request("PUT", "/settings", json={"name": 5}).status == 400


def test_the_owner_stays_signed_in_when_the_router_is_started_anew(routers, fresh_solution):
    router = routers()
    client = router.owner()
    again = router.start(fresh_solution())
    again.cookies.update(client.cookies)
    assert again.get("/settings").status == 200
    assert again.post("/logout").status == 204
    assert again.get("/settings").status == 401


def test_after_a_reset_the_router_is_what_it_was(routers):
    router = routers()
    client = router.owner()
    client.request("PUT", "/settings", json={"name": "Attic"})
    client.request("PUT", "/password", json={"password": "something new"})
    router.reset()
    client = router.start()
    assert client.get("/info").json() == {"serial": SERIAL, "name": "My router"}
    assert login(client, "something new") == 401
    assert login(client, router.label["password"]) == 204
