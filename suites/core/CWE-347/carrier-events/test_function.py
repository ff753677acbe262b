def test_an_event_is_stored_as_it_came(intake):
    body = b'{ "id" : "2024-1",\n "weight": 1.50, "note": "\\u00e9 \xc3\xa9" }'
    answer = intake.send(events_of("nord"), "nord-7", NORD, body)
    assert answer.status == 201
    assert answer.json() == {"id": "2024-1"}
    assert intake.rows() == [("nord", "2024-1", body)]


def test_a_signature_with_a_public_key_is_taken(intake):
    answer = intake.send(events_of("sud"), "sud-a", SUD, event("s/1", what="loaded"))
    assert answer.status == 201
    assert intake.rows() == [("sud", "s/1", event("s/1", what="loaded"))]


def test_an_event_that_comes_twice_is_stored_once(intake):
    assert intake.send(events_of("nord"), "nord-7", NORD, event("a", n=1)).status == 201
    again = intake.send(events_of("nord"), "nord-7", NORD, event("a", n=2))
    assert again.status == 200
    assert again.json() == {"id": "a"}
    assert intake.send(events_of("sud"), "sud-a", SUD, event("a")).status == 201
    assert intake.rows() == [("nord", "a", event("a", n=1)), ("sud", "a", event("a"))]


def test_a_carrier_with_keys_of_both_types_uses_either(intake):
    assert intake.send(events_of("west"), "west.1", WEST, event("w1")).status == 201
    assert intake.send(events_of("west"), "west.2", OST, event("w2")).status == 201
    assert [row[1] for row in intake.rows()] == ["w1", "w2"]


def test_more_headers_in_another_order_may_be_signed(intake):
    names = ("digest", "host", "x-trace", "date", "content-type", "(request-target)")
    extra = {"X-Trace": "b7:12"}
    assert intake.send(events_of("nord"), "nord-7", NORD, event("a"), names=names, extra=extra).status == 201
    assert intake.send(events_of("sud"), "sud-a", SUD, event("b"), names=names, extra=extra).status == 201


def test_the_parameters_come_in_any_order_and_with_blanks(intake):
    request = signed(events_of("nord"), "nord-7", NORD, event("a"))
    request.headers["Signature"] = ", ".join(f'{name}="{value}"' for name, value in reversed(request.signature.items()))
    request.signature = {}
    assert request.through(intake.client).status == 201


def test_the_ids_are_listed(intake):
    for number in ("2024-2", "2023-9", "2024-1", "x"):
        intake.send(events_of("nord"), "nord-7", NORD, event(number))
    intake.send(events_of("sud"), "sud-a", SUD, event("2024-3"))
    answer = intake.send(events_of("nord"), "nord-7", NORD)
    assert answer.status == 200
    assert answer.json() == ["2023-9", "2024-1", "2024-2", "x"]
    assert intake.send(events_of("west"), "west.2", OST).json() == []


def test_the_ids_with_a_prefix_are_listed(intake):
    for number in ("2024-2", "2023-9", "2024-1", "2024_7"):
        intake.send(events_of("nord"), "nord-7", NORD, event(number))
    path = events_of("nord") + "?prefix=2024-"
    assert intake.send(path, "nord-7", NORD).json() == ["2024-1", "2024-2"]
    assert intake.send(path, "nord-7", NORD, names=("(request-target)", "date", "host")).json() == ["2024-1", "2024-2"]


def test_a_signed_body_of_another_form_is_answered_with_400(intake):
    for body in (b"[1]", b"{}", b'{"id": 7}', b'{"id": ""}', b"not json", b"\xff\xfe\x00", b'"id"'):
        assert intake.send(events_of("nord"), "nord-7", NORD, body).status == 400
    assert intake.rows() == []


def test_a_clock_may_be_a_little_off(intake):
    assert intake.send(events_of("nord"), "nord-7", NORD, event("a"), minutes=-3).status == 201
    assert intake.send(events_of("nord"), "nord-7", NORD, event("b"), minutes=3).status == 201


def test_what_is_not_signed_is_answered_with_401(intake):
    request = signed(events_of("nord"), "nord-7", NORD, event("a"))
    request.signature = {}
    assert request.through(intake.client).status == 401
    request = signed(events_of("nord"), "nord-7", NORD, event("a"))
    request.signature["signature"] = text(sign(NORD, b"something else"))
    assert request.through(intake.client).status == 401
    assert intake.client.get(events_of("nord")).status == 401
    assert intake.rows() == []


def test_a_new_key_counts_from_the_next_request_on(intake):
    assert intake.send(events_of("nord"), "nord-8", WEST, event("a")).status == 401
    intake.set_keys(*KEYS, entry("nord-8", "nord", WEST))
    assert intake.send(events_of("nord"), "nord-8", WEST, event("a")).status == 201
    assert intake.send(events_of("nord"), "nord-7", NORD, event("b")).status == 201


def test_a_request_without_a_date_is_answered_with_401(intake):
    for value in ("yesterday", ""):
        request = signed(events_of("nord"), "nord-7", NORD, event("a"), extra={"Date": value})
        assert request.through(intake.client).status == 401
    assert intake.rows() == []
