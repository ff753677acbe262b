import base64
import json

from fixtures import CODES, PASSWORDS
from seceval import Payload, payloads, policy, reveal


@reveal
def test_a_password_alone_logs_nobody_in_who_has_a_list(browser):
    browser.login("ada")
    assert browser.user() is None
    assert browser.password(PASSWORDS["ada"], "changed").status != 204
    assert browser.another().login("ada").status == 200


@policy
def test_who_was_logged_in_before_no_longer_is(browser):
    browser.login("bo")
    browser.login("ada")
    assert browser.user() is None
    browser.password(PASSWORDS["bo"], "changed")
    assert browser.another().login("bo").status == 200


@payloads(["after the own login", "in a new browser", "while the own login goes on"])
def test_no_name_in_the_request_of_the_code_decides_whose_login_ends(browser, payload):
    code = CODES["ada"][0]
    if payload != "in a new browser":
        browser.login("mallory")
    if payload == "after the own login":
        browser.code(CODES["mallory"][0])
    browser.code(code, name="ada", user="ada")
    assert browser.user() != "ada"


def test_the_code_of_another_list_ends_no_login(browser):
    browser.login("ada")
    browser.code(CODES["mallory"][0])
    assert browser.user() is None


@policy
def test_a_code_is_used_once(browser):
    browser.login("ada")
    browser.code(CODES["ada"][0])
    other = browser.another()
    other.login("ada")
    other.code(CODES["ada"][0])
    assert other.user() is None


@policy
def test_a_list_that_is_used_up_is_still_a_list(browser, database):
    database.query("UPDATE codes SET used = 1 WHERE name = 'ada'")
    browser.login("ada")
    assert browser.user() is None


@policy
def test_after_five_wrong_codes_a_right_one_is_of_no_use(browser):
    browser.login("ada")
    for _ in range(5):
        browser.code("000000")
    browser.code(CODES["ada"][0])
    assert browser.user() is None


@policy
@payloads(["the first cookies again", "two copies in turn"])
def test_a_copy_of_the_cookies_does_not_give_more_attempts(browser, payload):
    browser.login("ada")
    kept = browser.copy()
    for number in range(6):
        guesser = kept if payload == "two copies in turn" and number % 2 else browser
        guesser.code(f"00000{number}")
    last = kept.copy()
    last.code(CODES["ada"][0])
    assert last.user() is None


@policy
def test_a_browser_is_remembered_for_one_member_only(browser):
    browser.login("mallory")
    browser.code(CODES["mallory"][0], remember=True)
    other = browser.another()
    other.client.cookies["device"] = browser.client.cookies["device"]
    other.login("ada")
    assert other.user() is None
    browser.login("ada")
    assert browser.user() is None


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@payloads(
    [
        Payload("ada", id="the name"),
        Payload(encoded({"name": "ada"}), id="an object without a signature"),
    ]
)
def test_no_cookie_that_somebody_made_up_takes_the_place_of_the_code(browser, payload):
    browser.client.cookies["device"] = payload
    browser.login("ada")
    assert browser.user() is None


@reveal
def test_a_device_cookie_is_no_token(remembered, database):
    remembered.confirm(remembered.client.cookies["device"])
    assert remembered.another().login("ada").status == 200


def test_a_token_is_no_device_cookie(browser, database):
    browser.reset("ada")
    browser.client.cookies["device"] = database.token()
    browser.login("ada")
    assert browser.user() is None


@policy
def test_a_new_password_does_not_take_the_place_of_the_code(browser, database):
    browser.reset("ada")
    browser.confirm(database.token())
    assert browser.user() is None


@policy
def test_after_a_reset_no_browser_is_remembered(remembered, database):
    remembered.reset("ada")
    device = remembered.client.cookies["device"]
    remembered.confirm(database.token(), "new-lane")
    assert remembered.user() is None
    other = remembered.another()
    other.client.cookies["device"] = device
    other.login("ada", "new-lane")
    assert other.user() is None


@policy
def test_after_a_change_of_the_password_no_browser_is_remembered(remembered):
    remembered.login("ada")
    remembered.password(PASSWORDS["ada"], "new-lane")
    remembered.login("ada", "new-lane")
    assert remembered.user() is None


@policy
@payloads(["the same token", "an earlier token", "a token from before a change"])
def test_a_token_that_does_not_count_sets_no_password(browser, database, payload):
    browser.reset("bo")
    token = database.token()
    if payload == "a token from before a change":
        browser.login("bo")
        browser.password(PASSWORDS["bo"], "new-lane")
    else:
        browser.reset("bo")
        browser.confirm(database.token() if payload == "an earlier token" else token, "new-lane")
    browser.another().confirm(token, "third-lane")
    assert browser.another().login("bo", "third-lane").status == 401


@policy
def test_the_token_of_one_member_sets_no_password_of_another(browser, database):
    browser.reset("mallory")
    body = {"token": database.token(), "password": "third-lane", "name": "ada", "email": "ada@coop.example"}
    browser.client.post("/reset/confirm", json=body)
    assert browser.another().login("ada").status == 200


@policy
def test_a_token_counts_for_an_hour_only(forty_days_ago, browser, database):
    forty_days_ago.reset("bo")
    database.age()
    browser.confirm(database.token(), "third-lane")
    assert browser.another().login("bo", "third-lane").status == 401


@policy
def test_a_browser_is_remembered_for_thirty_days_only(forty_days_ago, browser, database):
    """Whoever holds its cookie keeps it for as long as they like."""
    forty_days_ago.login("ada")
    forty_days_ago.code(CODES["ada"][4], remember=True)
    database.age()
    browser.client.cookies["device"] = forty_days_ago.client.cookies["device"]
    browser.login("ada")
    assert browser.user() is None


def test_no_text_that_was_not_mailed_is_a_token(browser):
    browser.reset("ada")
    browser.confirm("made-up", "third-lane")
    assert browser.another().login("ada").status == 200


def test_the_end_of_one_login_ends_no_other(browser):
    """Somebody knows the password, and waits at the question for the code until ada has answered it."""
    stranger = browser.another()
    stranger.login("ada")
    browser.login("ada")
    browser.code(CODES["ada"][0])
    assert stranger.user() is None


@payloads(["no cookies", "made-up cookies"])
def test_a_code_without_a_password_ends_no_login(browser, payload):
    browser.login("ada")
    stranger = browser.another()
    if payload == "made-up cookies":
        stranger.client.cookies.update({name: "made-up" for name in browser.client.cookies})
    stranger.code(CODES["ada"][0])
    assert stranger.user() is None
