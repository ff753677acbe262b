from fixtures import GUEST, NOTES, PASSWORDS, PINS, Browser


def test_a_guest_has_an_empty_basket(browser):
    answer = browser.client.get("/basket")
    assert (answer.status, answer.json()) == (200, GUEST)


def test_a_guest_fills_a_basket(browser):
    assert browser.put("Moby Dick").json() == {**GUEST, "items": ["Moby Dick"]}
    browser.put("Emma")
    answer = browser.put("Moby Dick")
    assert (answer.status, answer.json()["items"]) == (200, ["Moby Dick", "Emma", "Moby Dick"])
    assert browser.state()["items"] == ["Moby Dick", "Emma", "Moby Dick"]


def test_browsers_have_baskets_of_their_own(browser):
    other = browser.another()
    browser.put("Emma")
    other.put("Ulysses")
    assert (browser.state()["items"], other.state()["items"]) == (["Emma"], ["Ulysses"])


def test_the_cookie_is_named_session(browser):
    browser.put("Emma")
    assert list(browser.client.cookies) == ["session"]


def test_a_login_keeps_the_basket(browser):
    browser.put("Emma")
    answer = browser.login("ada")
    assert (answer.status, answer.json()) == (200, {"user": "ada", "staff": False, "items": ["Emma"]})
    browser.put("Ulysses")
    assert browser.state() == {"user": "ada", "staff": False, "items": ["Emma", "Ulysses"]}


def test_a_login_works_without_a_cookie(browser):
    assert browser.login("ben").json() == {"user": "ben", "staff": False, "items": []}
    assert browser.user() == "ben"


def test_a_wrong_login_changes_nothing(browser):
    browser.put("Emma")
    for body in ({"name": "ada", "password": "wrong"}, {"name": "nobody", "password": "mill-lane"}):
        assert browser.client.post("/login", json=body).status == 401
    assert browser.state() == {**GUEST, "items": ["Emma"]}
    browser.login("ada")
    assert browser.client.post("/login", json={"name": "ben", "password": "x"}).status == 401
    assert browser.user() == "ada"


def test_a_login_takes_the_place_of_another(browser):
    browser.login("ada")
    browser.put("Emma")
    assert browser.login("ben").json() == {"user": "ben", "staff": False, "items": ["Emma"]}
    assert browser.user() == "ben"


def test_the_staff_mode_needs_a_login_and_a_pin(browser):
    assert browser.staff(PINS["liv"]).status == 403
    browser.login("ada")
    assert browser.staff(PINS["liv"]).status == 403
    browser.login("liv")
    assert browser.staff("0000").status == 403
    assert browser.notes().status == 403
    browser.put("Emma")
    answer = browser.staff(PINS["liv"])
    assert (answer.status, answer.json()) == (200, {"user": "liv", "staff": True, "items": ["Emma"]})
    assert browser.state() == {"user": "liv", "staff": True, "items": ["Emma"]}
    assert (browser.notes().status, browser.notes().json()) == (200, {"notes": NOTES})


def test_after_logging_out_the_browser_is_a_guest(browser):
    browser.login("liv")
    browser.put("Emma")
    browser.staff(PINS["liv"])
    assert browser.logout().status == 204
    assert browser.state() == GUEST
    assert browser.notes().status == 403
    assert browser.logout().status == 204
    assert browser.login("ada").json() == {"user": "ada", "staff": False, "items": []}


def test_a_password_is_changed(browser):
    browser.login("ada")
    browser.put("Emma")
    answer = browser.client.post("/password", json={"old": PASSWORDS["ada"], "new": "new-lane"})
    assert answer.status == 204
    assert browser.state() == {"user": "ada", "staff": False, "items": ["Emma"]}
    other = browser.another()
    assert other.login("ada").status == 401
    assert other.client.post("/login", json={"name": "ada", "password": "new-lane"}).status == 200


def test_a_password_is_not_changed_without_the_old_one(browser):
    body = {"old": PASSWORDS["ada"], "new": "new-lane"}
    assert browser.client.post("/password", json=body).status == 403
    browser.login("ada")
    assert browser.client.post("/password", json={**body, "old": "wrong"}).status == 403
    assert browser.another().login("ada").status == 200


def test_a_user_may_be_logged_in_twice(browser):
    other = browser.another()
    browser.login("ada")
    other.login("ada")
    browser.logout()
    assert (browser.user(), other.user()) == (None, "ada")


def test_another_process_knows_the_sessions(browser, fresh_solution, web, database):
    browser.put("Emma")
    browser.login("ada")
    elsewhere = Browser(web(fresh_solution().create_app(database)))
    elsewhere.client.cookies.update(browser.client.cookies)
    assert elsewhere.state() == {"user": "ada", "staff": False, "items": ["Emma"]}


def test_bodies_that_lack_something_are_refused(browser):
    for path in ("/basket", "/login"):
        for body in ({}, [], {"item": 3, "name": "ada", "password": None}):
            answer = browser.client.post(path, json=body)
            assert (answer.status, list(answer.json())) == (400, ["error"])
    browser.login("liv")
    assert browser.client.post("/staff", json={"pin": 4711}).status == 400
    assert browser.client.post("/password", json={"old": PASSWORDS["liv"]}).status == 400
