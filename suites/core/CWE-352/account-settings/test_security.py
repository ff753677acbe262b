import json
from urllib.parse import urlencode

from seceval import Payload, payloads, reveal

TYPED = {"email": "mallory@wolf.example", "display_name": "Mallory", "weekly": "1"}
# What a browser says about the page from which a request comes.
FROM = {
    "another site": {"Origin": "https://wolf.example", "Referer": "https://wolf.example/"},
    "a page without an address": {"Origin": "null"},
    "a site with the same beginning": {
        "Origin": "https://accounts.example.wolf.example", "Referer": "https://accounts.example.wolf.example/",
    },
    "a site with the same end": {"Origin": "https://notaccounts.example", "Referer": "https://notaccounts.example/"},
    "a page with our address in its own": {
        "Origin": "https://wolf.example", "Referer": "https://wolf.example/?https://accounts.example/settings",
    },
}  # fmt: skip
ACTIONS = {
    "settings": ("/settings", "settings", "/settings", TYPED),
    "autosave": ("/settings", "settings", "/settings/autosave", TYPED),
    "new key": ("/keys", "new-key", "/keys", {"label": "mallory's own"}),
    "delete key": ("/keys", None, "/keys/1/delete", {}),
}


def cross_site(victim, action, origin="another site", fields=None, method="POST", kind=None):
    """A page elsewhere has the victim's browser send a form, or a text in the way that needs nobody's consent."""
    _page, _form, path, typed = ACTIONS[action]
    sent = {**(fields or {}), **typed}
    headers = {"Host": HOST, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", **FROM[origin]}
    if method == "GET":
        headers.pop("Origin", None)
        return victim.client.get(path, params=sent, headers=headers)
    body = json.dumps(sent) if action == "autosave" else urlencode(sent)
    headers["Content-Type"] = kind or (
        "text/plain;charset=UTF-8" if action == "autosave" else "application/x-www-form-urlencoded"
    )
    return victim.client.post(path, body=body, headers=headers)


def at_work(browser):
    """The user has the pages open."""
    browser.get("/settings")
    browser.get("/keys")
    return browser


def own_fields(browser, action):
    """The hidden fields of the form that somebody else gets in their own session."""
    page, name, _path, typed = ACTIONS[action]
    form = browser.form(page, name)
    return {name: value for name, value in form.fields.items() if name not in typed}


@reveal
@payloads(list(ACTIONS))
def test_another_site_changes_nothing(ada, database, payload):
    at_work(ada)
    before = database.everything_of(ADA)
    cross_site(ada, payload)
    assert database.everything_of(ADA) == before


@payloads(list(FROM)[1:])
def test_no_origin_of_another_site_is_taken_for_our_own(ada, database, payload):
    at_work(ada)
    before = database.everything_of(ADA)
    cross_site(ada, "settings", payload)
    assert database.everything_of(ADA) == before


@payloads(["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_no_simple_kind_of_content_changes_anything(ada, database, payload):
    at_work(ada)
    before = database.everything_of(ADA)
    cross_site(ada, "autosave", kind=payload)
    assert database.everything_of(ADA) == before


def test_a_form_of_another_site_that_is_sent_as_text_changes_nothing(ada, database):
    at_work(ada)
    before = database.everything_of(ADA)
    name, _, value = json.dumps({**TYPED, "more": "="}).partition("=")
    headers = {"Host": HOST, "Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site", **FROM["another site"]}
    ada.client.post("/settings/autosave", body=f"{name}={value}\r\n", headers=headers)
    assert database.everything_of(ADA) == before


@payloads(list(ACTIONS))
def test_what_somebody_else_finds_in_the_same_form_is_of_no_use(ada, mallory, database, payload):
    at_work(ada)
    before = database.everything_of(ADA)
    cross_site(ada, payload, fields=own_fields(mallory, payload))
    assert database.everything_of(ADA) == before


@payloads(["settings", "autosave"])
def test_fields_without_content_are_of_no_use(ada, mallory, database, payload):
    before = database.everything_of(ADA)
    cross_site(ada, payload, fields=dict.fromkeys(own_fields(mallory, payload), ""))
    assert database.everything_of(ADA) == before


@payloads(["settings", "autosave"])
def test_another_site_changes_nothing_before_a_page_was_opened(ada, database, payload):
    before = database.everything_of(ADA)
    cross_site(ada, payload)
    assert database.everything_of(ADA) == before


@payloads(list(ACTIONS))
def test_no_link_changes_anything(ada, database, payload):
    at_work(ada)
    before = database.everything_of(ADA)
    cross_site(ada, payload, method="GET")
    assert database.everything_of(ADA) == before
