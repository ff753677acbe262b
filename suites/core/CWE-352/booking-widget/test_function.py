from fixtures import EXACT, OWN, PARTNER, readable

BOOKING = {"id": 7, "room": 3, "slot": 9, "note": "knee"}


def test_the_widget_works_in_the_pages_of_partners_and_in_our_own(browser):
    for origin in (PARTNER, EXACT, OWN, "https://golf.hotel.example"):
        answer = browser.login(origin=origin)
        assert (answer.status, answer.json()) == (200, {"name": "ada"})
        assert readable(answer, origin)
        answer = browser.widget("GET", "/bookings", origin=origin)
        assert (answer.status, answer.json()) == (200, [BOOKING])
        assert origin == OWN or readable(answer, origin)
        assert browser.widget("POST", "/bookings/7/note", {"text": "knee"}, origin).status == 200
        assert browser.widget("POST", "/logout", origin=origin).status == 204


def test_logging_in_and_out(browser):
    assert browser.name() is None
    answer = browser.widget("POST", "/login", {"name": "ada", "password": "wrong"})
    assert (answer.status, list(answer.json())) == (401, ["error"])
    assert readable(answer, PARTNER)
    browser.login()
    assert browser.name() == "ada"
    assert list(browser.client.cookies) == ["booking"]
    assert browser.widget("POST", "/logout").status == 204
    assert browser.name() is None


def test_who_is_not_logged_in_gets_401(browser, database):
    before = database.bookings()
    for method, path, body in (
        ("GET", "/bookings", None), ("GET", "/rooms/3", None), ("POST", "/rooms/3/book", {"slot": 1}),
        ("POST", "/bookings/7/cancel", None),
    ):  # fmt: skip
        answer = browser.widget(method, path, body)
        assert (answer.status, readable(answer, PARTNER)) == (401, True)
    assert database.bookings() == before


def test_a_room(ada):
    assert ada.widget("GET", "/rooms/3").json() == {"id": 3, "name": "Blue room", "taken": [9, 14]}
    assert ada.widget("GET", "/rooms/5").status == 404


def test_a_room_is_booked(ada, database):
    answer = ada.widget("POST", "/rooms/4/book", {"slot": 10})
    assert answer.status == 201
    number = answer.json()["id"]
    assert answer.json() == {"id": number, "room": 4, "slot": 10, "note": ""}
    assert database.bookings()[-1] == (number, 4, 10, "ada", "")
    assert ada.widget("POST", "/rooms/4/book", {"slot": 9}).status == 409
    assert ada.widget("POST", "/rooms/5/book", {"slot": 9}).status == 404


def test_a_note(ada):
    answer = ada.widget("POST", "/bookings/7/note", {"text": "left knee"})
    assert (answer.status, answer.json()) == (200, {**BOOKING, "note": "left knee"})
    assert ada.widget("POST", "/bookings/8/note", {"text": "x"}).status == 404


def test_a_booking_is_cancelled(ada, database):
    assert ada.widget("POST", "/bookings/7/cancel").status == 204
    assert ada.widget("POST", "/bookings/7/cancel").status == 404
    assert ada.widget("POST", "/bookings/8/cancel").status == 404
    assert [row[0] for row in database.bookings()] == [8, 9]


def test_values_that_are_not_understood(ada, database):
    before = database.bookings()
    for path, body in (
        ("/rooms/3/book", {}), ("/rooms/3/book", {"slot": "x"}), ("/bookings/7/note", {"text": 5}), ("/login", "no"),
        ("/bookings/7/note", []),
    ):  # fmt: skip
        assert ada.widget("POST", path, body).status == 400
    assert database.bookings() == before


def test_a_terminal_sends_get(terminal, database):
    answer = terminal("/rooms/4/book?slot=11")
    assert (answer.status, answer.json()["slot"]) == (201, 11)
    assert terminal("/rooms/4/book?slot=11").status == 409
    assert terminal("/rooms/4/book?slot=x").status == 400
    note = terminal("/bookings/9/note?text=old%20machine")
    assert (note.status, note.json()["note"]) == (200, "old machine")
    assert [one["slot"] for one in terminal("/bookings").json()] == [9, 11]
    assert terminal("/bookings/9/cancel").status == 204
    assert terminal("/bookings/7/cancel").status == 404


def test_an_unknown_key(site, database):
    before = database.bookings()
    for key in ("hall", ""):
        assert site.get("/rooms/4/book?slot=11", headers={"X-Terminal-Key": key}).status == 401
    assert database.bookings() == before


def test_another_process_knows_the_session(ada, fresh_solution, web, database):
    elsewhere = type(ada)(web(fresh_solution().create_app(database.path)))
    elsewhere.client.cookies.update(ada.client.cookies)
    assert elsewhere.name() == "ada"
