from seceval import Payload, payloads, refusal_allowed, reveal

NOW = 1_780_000_000
AS_INSTALLED = [
    Payload(OURS, id="with the text of the example"),
    Payload(without_key(OURS), id="without a text"),
    Payload({**OURS, "signing_key": ""}, id="with an empty text"),
]


def strangers(install, settings, process):
    """Somebody installs the page at home, with the settings that the choir has, as far as they are public."""
    home = install(settings, process)
    client = home.admin()
    calendar = client.get("/me").json()["calendar"]
    away(home)
    return client.cookies, calendar


@reveal
@payloads(AS_INSTALLED)
def test_the_cookie_of_another_installation_is_worth_nothing(install, fresh_solution, payload):
    cookies, _ = strangers(install, payload, fresh_solution())
    page = install(payload).admin().session()
    page.cookies.update(cookies)
    with refusal_allowed():
        assert page.get("/me").status != 200


@payloads(AS_INSTALLED)
def test_the_link_of_another_installation_is_worth_nothing(install, fresh_solution, payload):
    home = install(payload, fresh_solution())
    link = home.link()
    away(home)
    ours = install(payload)
    ours.link()
    page = ours.page()
    with refusal_allowed():
        welcome(page, link, "mine from now on")
    assert login(page, "admin", "mine from now on") == 401


def test_the_calendar_key_of_another_installation_is_worth_nothing(install, fresh_solution):
    _, calendar = strangers(install, OURS, fresh_solution())
    admin = install().admin()
    admin.post("/events", json={"title": "Rehearsal"})
    with refusal_allowed():
        assert "Rehearsal" not in admin.session().get(calendar).text


def test_no_moment_makes_a_key(install, fresh_solution):
    cookies, calendar = strangers(install, OURS, fresh_solution(frozen_clock=NOW))
    page = install(OURS, fresh_solution(frozen_clock=NOW)).admin().session()
    page.cookies.update(cookies)
    with refusal_allowed():
        assert page.get("/me").status != 200
        assert page.get(calendar).status != 200


@payloads(["before the link", "after it"])
def test_nothing_that_everybody_knows_is_a_password(choir, source, payload):
    page = choir.page()
    if payload == "after it":
        choir.link()
    accepted = []
    with refusal_allowed():
        accepted += [text for text in guesses(source) if login(page.session(), "admin", text) == 204]
    assert accepted == []
