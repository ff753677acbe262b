from fixtures import PASSWORDS, PINS
from seceval import Payload, payloads, policy, reveal


def planted(browser, value):
    """A browser into which somebody has set the cookie, and their own copy of it."""
    browser.client.cookies["session"] = value
    return browser, browser.copy()


@reveal
def test_a_guests_cookie_that_somebody_noted_is_not_logged_in_later(browser):
    browser.put("Emma")
    noted = browser.copy()
    browser.login("ada")
    browser.put("Ulysses")
    assert noted.user() is None
    assert "Ulysses" not in noted.state()["items"]


@payloads([Payload("a" * 32, id="letters"), Payload("1", id="one digit"), Payload("9b2f" * 16, id="hexadecimal digits")])
def test_a_cookie_that_somebody_made_up_is_not_logged_in_later(browser, payload):
    victim, noted = planted(browser, payload)
    victim.login("ada")
    assert noted.user() is None


def test_a_cookie_that_somebody_made_up_and_filled_is_not_logged_in_later(browser):
    victim, noted = planted(browser, "f00d" * 8)
    noted.put("Bait")
    victim, noted = planted(browser.another(), "f00d" * 8)
    victim.login("ada")
    assert noted.user() is None


@payloads(["ada", "ben"])
def test_a_planted_login_does_not_become_the_next_login(browser, payload):
    browser.login("ben")
    noted = browser.copy()
    browser.login(payload)
    browser.put("Ulysses")
    assert "Ulysses" not in noted.state()["items"]
    assert payload == "ben" or noted.user() != payload


@policy
def test_a_login_in_whose_place_another_came_is_over(browser):
    browser.login("ben")
    noted = browser.copy()
    browser.login("ada")
    assert noted.user() is None


def test_a_planted_login_does_not_get_the_staff_mode(browser):
    browser.login("ben")
    noted = browser.copy()
    assert browser.staff(PINS["ben"]).status == 200
    assert noted.notes().status == 403
    assert noted.state()["staff"] is False


def test_a_planted_login_does_not_get_the_staff_mode_of_the_next_login(browser):
    browser.login("ben")
    noted = browser.copy()
    browser.login("liv")
    browser.staff(PINS["liv"])
    assert noted.notes().status == 403


def test_the_staff_mode_does_not_pass_to_the_next_login(browser):
    browser.login("liv")
    browser.staff(PINS["liv"])
    browser.login("ben")
    assert browser.state()["staff"] is False
    assert browser.notes().status == 403


@policy
def test_a_cookie_is_good_for_nothing_after_logging_out(browser):
    browser.login("liv")
    browser.put("Emma")
    browser.staff(PINS["liv"])
    noted = browser.copy()
    browser.logout()
    assert noted.notes().status == 403
    assert noted.state() == {"user": None, "staff": False, "items": []}


@policy
def test_a_cookie_from_before_logging_out_is_not_logged_in_with_the_next_user(browser):
    browser.login("ben")
    noted = browser.copy()
    browser.logout()
    browser.client.cookies.update(noted.client.cookies)
    browser.login("ada")
    assert noted.user() is None


@policy
def test_a_new_password_ends_the_other_logins(browser):
    stolen = browser.another()
    stolen.login("ben")
    stolen.staff(PINS["ben"])
    other = browser.another()
    other.login("ada")
    browser.login("ben")
    assert browser.client.post("/password", json={"old": PASSWORDS["ben"], "new": "new-quay"}).status == 204
    assert stolen.user() is None
    assert stolen.notes().status == 403
    assert (browser.user(), other.user()) == ("ben", "ada")
