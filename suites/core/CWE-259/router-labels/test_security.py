from seceval import Payload, payloads, refusal_allowed, reveal

WHERE = [
    Payload({"FACTORY_KEY": KEY}, id="in the factory"),
    Payload({}, id="without a key"),
    Payload({"FACTORY_KEY": ""}, id="with an empty key"),
]


@reveal
@payloads(WHERE)
def test_nobody_computes_the_label_of_a_router_with_the_program_alone(routers, fresh_solution, payload):
    router = routers(factory=fresh_solution(env=payload))
    known = set()
    for env in ({}, {"FACTORY_KEY": ""}, {"FACTORY_KEY": OTHER_KEY}):
        stranger = fresh_solution(env=env)
        with refusal_allowed():
            known.add(stranger.label(SERIAL)["password"])
    assert router.label["password"] not in known


def test_no_moment_makes_the_password(routers, fresh_solution):
    made = [routers(factory=fresh_solution(frozen_clock=4_000_000_000)).label["password"] for _ in range(2)]
    assert made[0] != made[1]


@payloads([Payload(SERIAL, id="on a router"), Payload(None, id="on a router that was not provisioned")])
def test_nothing_that_everybody_knows_is_the_password(routers, source, payload):
    client = routers(payload).start()
    accepted = []
    with refusal_allowed():
        accepted += [text for text in guesses(source) if login(client.session(), text) == 204]
    assert accepted == []


@payloads([Payload("R7-990001", id="of a router that somebody owns"), Payload(SERIAL, id="of one with the same number")])
def test_the_cookie_of_another_router_opens_nothing(routers, fresh_solution, payload):
    stranger = fresh_solution()
    own = routers(payload, stranger)
    client = own.start(stranger)
    assert login(client, own.label["password"]) == 204
    victim = routers().start()
    victim.cookies.update(client.cookies)
    with refusal_allowed():
        assert victim.get("/settings").status != 200


def test_the_memory_of_a_router_does_not_hold_the_key_of_the_factory(routers, factory):
    router = routers(factory=factory)
    router.owner()
    held = memory(router)
    assert [form for form in forms(KEY) if form in held] == []


def test_the_password_before_does_not_count_any_more(routers):
    router = routers()
    client = router.owner()
    client.request("PUT", "/password", json={"password": "something new"})
    assert login(client.session(), router.label["password"]) == 401
    assert login(router.start(), router.label["password"]) == 401


def test_who_was_signed_in_before_a_reset_is_so_no_more(routers):
    router = routers()
    cookies = router.owner().cookies
    router.reset()
    again = router.start()
    again.cookies.update(cookies)
    assert again.get("/settings").status == 401
