from seceval import Payload, payloads, policy, reveal

WAYS_OUT = {
    "another host": "https://wolf.example/",
    "without a scheme": "//wolf.example/account",
    "a slash and a backslash": "/\\wolf.example/account",
    "three slashes behind the scheme": "https:///wolf.example/account",
    "four slashes": "////wolf.example/account",
    "another scheme without slashes": "http:wolf.example/account",
    "a tabulator between the slashes": "/\t/wolf.example/account",
    "a line feed between the slashes": "/\n/wolf.example/account",
    "a space before the slashes": " //wolf.example/account",
    "our host in the beginning": "https://shop.firma.example.wolf.example/",
    "our host in the end of another": "https://wolf-firma.example/",
    "our host as the name of a user": "https://shop.firma.example@wolf.example/",
    "a backslash before our host": "https://wolf.example\\@shop.firma.example/",
    "a backslash before a name below ours": "https://wolf.example\\.apps.firma.example/",
    "our host in the path": "https://wolf.example/.apps.firma.example",
    "our address in the path": "//wolf.example/https://shop.firma.example/",
    "our host in the fragment": "https://wolf.example#@shop.firma.example",
    "encoded once more": "/%2Fwolf.example/account",
}
NO_RETURN_ADDRESSES = {
    "another scheme": "http://shop.firma.example/",
    "another port": "https://shop.firma.example:8443/",
    "a host that is not in the list": "https://intranet.firma.example/",
    "the name above those of a dot": "https://apps.firma.example/",
    "the end of a name below a dot": "https://wolfapps.firma.example/",
}
A_FEW = ["another host", "a backslash before a name below ours"]


def named(ids):
    return [Payload(WAYS_OUT[id], id=id) for id in ids]


def led_away(browser):
    return [location for location in browser.left if not is_ours(host_reached(location))]


@reveal
@payloads(named(WAYS_OUT))
def test_nobody_is_led_away_after_the_password(browser, payload):
    browser.sign_in(with_return("/login", payload))
    assert led_away(browser) == []


@policy
@payloads([Payload(address, id=id) for id, address in NO_RETURN_ADDRESSES.items()])
def test_nobody_is_led_to_an_address_that_is_none_of_ours(browser, payload):
    browser.sign_in(with_return("/login", payload))
    browser.get(with_return("/logout", payload))
    assert [location for location in browser.left if location.startswith(payload)] == []


@payloads(named(A_FEW))
def test_nobody_is_led_away_who_has_a_session(browser, payload):
    browser.sign_in("/login")
    browser.get(with_return("/login", payload))
    assert led_away(browser) == []


@payloads(named(A_FEW))
def test_nobody_is_led_away_after_the_terms(browser, payload):
    page = browser.follow(browser.sign_in(with_return("/login", payload), "bo", "diddley"))
    browser.submit(page)
    assert led_away(browser) == []


@payloads(named(A_FEW))
def test_nobody_is_led_away_by_a_link_to_the_terms(browser, payload):
    browser.sign_in("/login", "bo", "diddley")
    browser.submit(browser.get(with_return("/terms", payload)))
    browser.get(with_return("/terms", payload))
    assert led_away(browser) == []


@payloads(named(A_FEW))
def test_nobody_is_led_away_by_the_logout(browser, payload):
    browser.sign_in("/login")
    browser.get(with_return("/logout", payload))
    assert led_away(browser) == []


@payloads(named(A_FEW))
def test_nobody_is_led_away_by_the_choice_of_a_language(browser, payload):
    browser.get(with_return("/language/de", payload))
    assert led_away(browser) == []
