from fixtures import TEXT, readable
from seceval import payloads, reveal

WOLF = "https://wolf.example"
ORIGINS = [
    WOLF, "null", "https://www.hotel.example.wolf.example", "https://wolfhotel.example", "https://wwwxhotel.example",
    "https://spa.example.wolf.example", "https://spaxexample", "https://wolf-spa.example", "http://www.hotel.example",
    "https://rooms.example.wolf.example", "https://wolfrooms.example", "https://hotel.example.wolf.example",
    "https://www.hotel.example:8443",
]  # fmt: skip
ACTIONS = {
    "book": ("/rooms/4/book", {"slot": 12}),
    "note": ("/bookings/7/note", {"text": "wolf"}),
    "cancel": ("/bookings/7/cancel", None),
}


@reveal
@payloads(list(ACTIONS))
def test_the_page_of_somebody_else_changes_nothing(ada, database, payload):
    before = database.bookings()
    path, body = ACTIONS[payload]
    ada.send("POST", path, WOLF, body)
    assert database.bookings() == before


@payloads(ORIGINS[1:])
def test_no_other_origin_is_taken_for_that_of_a_partner(ada, database, payload):
    before = database.bookings()
    ada.send("POST", "/bookings/7/note", payload, {"text": "wolf"})
    assert database.bookings() == before


@payloads([TEXT, "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_no_kind_of_content_opens_the_way(ada, database, payload):
    before = database.bookings()
    ada.send("POST", "/bookings/7/note", WOLF, '{"text": "wolf", "more": "="}\r\n', payload)
    assert database.bookings() == before


@payloads(["GET", "HEAD"])
def test_a_picture_or_a_link_changes_nothing(ada, database, payload):
    before = database.bookings()
    for origin in (None, WOLF):
        for path in ("/rooms/4/book?slot=12", "/bookings/7/note?text=wolf", "/bookings/7/cancel"):
            ada.send(payload, path, origin)
    assert database.bookings() == before


def test_parameters_do_not_make_another_method(ada, database):
    before = database.bookings()
    for more in ("_method=POST", "method=POST", "key=hall"):
        ada.send("GET", f"/bookings/7/note?text=wolf&{more}", None)
    assert database.bookings() == before


@payloads(["without a session", "with a session"])
def test_nobody_is_logged_in_by_the_page_of_somebody_else(browser, ada, payload):
    victim = browser if payload == "without a session" else ada
    before = victim.name()
    victim.send("POST", "/login", WOLF, {"name": "mallory", "password": "wolf"})
    assert victim.name() == before


def test_nobody_is_logged_out_by_the_page_of_somebody_else(ada):
    ada.send("POST", "/logout", WOLF)
    assert ada.name() == "ada"


@payloads([WOLF, "null", "https://wolfhotel.example", "https://spa.example.wolf.example"])
def test_no_other_page_reads_the_bookings(ada, payload):
    answer = ada.send("GET", "/bookings", payload)
    assert not (readable(answer, payload) and "knee" in answer.text)
