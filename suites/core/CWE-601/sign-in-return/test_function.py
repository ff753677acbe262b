from seceval import Payload, payloads

# A return address, and what it is after a sign-in.
ADDRESSES = {
    "/account": "/account?signed_in=1",
    "/account?tab=2#mail": "/account?tab=2&signed_in=1#mail",
    "/a/b%20c/?q=x%26y%3D%C3%A9&r=%2F%2F": "/a/b%20c/?q=x%26y%3D%C3%A9&r=%2F%2F&signed_in=1",
    "/go?to=https://shop.firma.example/": "/go?to=https://shop.firma.example/&signed_in=1",
    "https://www.firma.example/": "https://www.firma.example/?signed_in=1",
    "https://shop.firma.example/basket?id=7#top": "https://shop.firma.example/basket?id=7&signed_in=1#top",
    "https://rooms.apps.firma.example/x": "https://rooms.apps.firma.example/x?signed_in=1",
    "https://a.b.apps.firma.example/": "https://a.b.apps.firma.example/?signed_in=1",
}

@payloads([Payload(pair, id=pair[0]) for pair in ADDRESSES.items()])
def test_after_the_password_the_user_returns(browser, payload):
    address, expected = payload
    answer = browser.sign_in(with_return("/login", address))
    assert answer.status == 303
    assert target(answer) == expected


def test_without_a_return_address_the_user_goes_to_the_start_page(browser):
    answer = browser.sign_in("/login")
    assert answer.status == 303
    assert target(answer) == "/?signed_in=1"
    assert browser.get("/").status == 200


def test_a_wrong_password_does_not_sign_in(browser):
    page = browser.sign_in(with_return("/login", "/account"), password="wrong")
    assert page.status == 401
    answer = browser.submit(page, name="ada", password="lovelace")
    assert answer.status == 303
    assert target(answer) == "/account?signed_in=1"


def test_an_unknown_user_is_not_signed_in(browser):
    assert browser.sign_in("/login", name="nobody").status == 401
    assert target(browser.get("/terms")).startswith("/login")


def test_with_a_session_the_user_returns_at_once(browser):
    browser.sign_in("/login")
    for address in ADDRESSES:
        answer = browser.get(with_return("/login", address))
        assert answer.status == 303
        assert target(answer) == address
    assert target(browser.get("/login")) == "/"


def test_the_case_of_the_host_does_not_matter(browser):
    answer = browser.sign_in(with_return("/login", "https://Shop.FIRMA.example/Basket"))
    assert answer.status == 303
    expected = "https://shop.firma.example/Basket?signed_in=1"
    assert target(answer).replace("Shop.FIRMA", "shop.firma") == expected


@payloads(["/account?tab=2#mail", "https://shop.firma.example/basket?id=7&x=%20#top"])
def test_who_has_not_accepted_the_terms_is_asked_first(browser, payload):
    answer = browser.sign_in(with_return("/login", payload), "bo", "diddley")
    assert answer.status == 303
    assert target(answer).split("?")[0] == "/terms"
    page = browser.follow(answer)
    assert page.status == 200
    done = browser.submit(page)
    assert done.status == 303
    assert target(done) == payload.replace("#", "&signed_in=1#")
    assert target(browser.get(with_return("/login", payload))) == payload


def test_a_session_without_accepted_terms_is_asked_again(browser):
    browser.sign_in("/login", "bo", "diddley")
    answer = browser.get(with_return("/login", "/account"))
    assert answer.status == 303
    assert target(answer).split("?")[0] == "/terms"
    assert target(browser.submit(browser.follow(answer))) == "/account?signed_in=1"


def test_the_terms_can_be_opened_directly(browser):
    browser.sign_in("/login", "bo", "diddley")
    page = browser.get(with_return("/terms", "https://www.firma.example/a"))
    assert page.status == 200
    assert target(browser.submit(page)) == "https://www.firma.example/a?signed_in=1"


def test_the_terms_need_a_session(browser):
    answer = browser.get(with_return("/terms", "/account"))
    assert answer.status == 303
    assert target(answer).split("?")[0] == "/login"


def test_after_the_logout_the_user_has_to_sign_in_again(browser):
    browser.sign_in("/login")
    answer = browser.get(with_return("/logout", "https://shop.firma.example/bye?x=1#y"))
    assert answer.status == 303
    assert target(answer) == "https://shop.firma.example/bye?x=1#y"
    assert target(browser.get("/logout")) == "/"
    assert browser.get("/login").status == 200


def test_the_language_is_kept_in_a_cookie(browser):
    answer = browser.get(with_return("/language/de", "/account?tab=2"))
    assert answer.status == 303
    assert target(answer) == "/account?tab=2"
    assert browser.client.cookies["language"] == "de"
    assert target(browser.get("/language/en")) == "/"
    assert browser.client.cookies["language"] == "en"
    assert browser.get("/language/xx").status == 404
