import re

from fixtures import CODES, PASSWORDS, Browser


def test_nobody_is_logged_in_at_first(browser):
    answer = browser.client.get("/me")
    assert (answer.status, answer.json()) == (200, {"user": None})


def test_a_member_without_a_list_logs_in(browser):
    answer = browser.login("bo")
    assert (answer.status, answer.json()) == (200, {"user": "bo", "next": None})
    assert browser.user() == "bo"


def test_a_member_with_a_list_is_asked_for_a_code(browser, database):
    answer = browser.login("ada")
    assert (answer.status, answer.json()) == (200, {"user": None, "next": "code"})
    answer = browser.code(CODES["ada"][1])
    assert (answer.status, answer.json()) == (200, {"user": "ada", "next": None})
    assert browser.user() == "ada"
    assert database.query("SELECT name, code FROM codes WHERE used") == [("ada", CODES["ada"][1])]


def test_wrong_names_passwords_and_codes(browser):
    assert browser.login("bo", "wrong").status == 401
    assert browser.login("nobody", "wrong").status == 401
    assert browser.code("482913").status == 401
    browser.login("ada")
    for _ in range(4):
        answer = browser.code("000000")
        assert (answer.status, list(answer.json())) == (401, ["error"])
    assert browser.code(CODES["ada"][0]).status == 200
    assert browser.user() == "ada"


def test_after_five_wrong_codes_the_login_begins_again(browser):
    browser.login("ada")
    for _ in range(5):
        assert browser.code("000000").status == 401
    assert browser.login("ada").json()["next"] == "code"
    assert browser.code("000000").status == 401
    assert browser.code(CODES["ada"][0]).status == 200


def test_a_remembered_browser_is_not_asked(remembered, browser):
    assert remembered.login("ada").json() == {"user": "ada", "next": None}
    assert remembered.user() == "ada"
    assert browser.login("ada").json()["next"] is None
    assert browser.another().login("ada").json()["next"] == "code"


def test_a_browser_that_shall_not_be_remembered(browser):
    for place, more in enumerate(({}, {"remember": False})):
        browser.login("ada")
        browser.code(CODES["ada"][place], **more)
        assert browser.login("ada").json()["next"] == "code"


def test_another_member_takes_the_place(remembered):
    if remembered.login("mallory").json()["next"] is not None:
        assert remembered.code(CODES["mallory"][0], remember=True).status == 200
    assert remembered.login("mallory").json() == {"user": "mallory", "next": None}


def test_a_forgotten_password_is_replaced(browser, database):
    assert browser.reset("bo").status == 204
    assert database.query("SELECT recipient FROM outbox") == [("bo@coop.example",)]
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,400}", database.token())
    answer = browser.confirm(database.token(), "new-lane")
    assert (answer.status, answer.json()) == (200, {"user": "bo", "next": None})
    assert browser.user() == "bo"
    other = browser.another()
    assert other.login("bo").status == 401
    assert other.login("bo", "new-lane").status == 200


def test_a_code_works_after_a_new_password(browser, database):
    browser.reset("ada")
    assert browser.confirm(database.token()).status == 200
    if browser.user() is None:
        assert browser.code(CODES["ada"][0]).status == 200
    assert browser.user() == "ada"


def test_an_unknown_address_gets_no_mail(browser, database):
    assert browser.reset("nobody").status == 204
    assert database.query("SELECT * FROM outbox") == []
    assert browser.confirm("unknown").status == 403


def test_a_password_is_changed(browser):
    assert browser.password(PASSWORDS["bo"], "x").status == 401
    browser.login("bo")
    assert browser.password("wrong", "new-lane").status == 403
    assert browser.password(PASSWORDS["bo"], "new-lane").status == 204
    assert browser.user() == "bo"
    assert browser.another().login("bo").status == 401
    assert browser.another().login("bo", "new-lane").status == 200


def test_another_process_goes_on(browser, fresh_solution, web, database):
    elsewhere = Browser(web(fresh_solution().create_app(database.path)))
    browser.login("ada")
    elsewhere.client.cookies.update(browser.client.cookies)
    assert elsewhere.code(CODES["ada"][0], remember=True).status == 200
    browser.client.cookies.update(elsewhere.client.cookies)
    assert browser.user() == "ada"
    assert browser.login("ada").json()["next"] is None
    browser.reset("bo")
    assert elsewhere.confirm(database.token()).status == 200


def test_bodies_that_lack_something(browser):
    for path in ("/login", "/reset", "/reset/confirm", "/login/code"):
        browser.login("ada")
        for body in ({}, {"name": "ada", "code": 1, "token": None}):
            answer = browser.client.post(path, json=body)
            assert (answer.status, list(answer.json())) == (400, ["error"])
