from seceval import Payload, payloads, policy, refusal_allowed, reveal

FORGED = event("forged", what="delivered", to="the yard behind the harbour")


def still_works(intake):
    assert intake.send(events_of("nord"), "nord-7", NORD, event("ordinary")).status == 201
    assert intake.send(events_of("sud"), "sud-a", SUD, event("ordinary")).status == 201


def arrives(intake, request):
    """What a request that no carrier has sent like this leaves in the table."""
    before = intake.rows()
    with refusal_allowed():
        request.through(intake.client)
    return [row for row in intake.rows() if row not in before]


def captured(intake, path, number, key, body=None, **options):
    """A genuine request that has arrived, and that others have seen."""
    request = signed(path, number, key, body, **options)
    request.through(intake.client)
    return request


def with_body(request, body, method="POST"):
    request.method, request.body = method, body
    request.headers |= {"Digest": digest(body), "Content-Type": "application/json"}
    return request


GENUINE = [
    Payload(("nord", "nord-7", NORD), id="shared secret"),
    Payload(("sud", "sud-a", SUD), id="public key"),
]


@reveal
@payloads(GENUINE)
def test_the_body_of_a_genuine_request_cannot_be_replaced(intake, payload):
    carrier, number, key = payload
    request = captured(intake, events_of(carrier), number, key, event("a"))
    request.body = FORGED
    assert arrives(intake, request) == []


@payloads(GENUINE)
def test_body_and_digest_of_a_genuine_request_cannot_be_replaced(intake, payload):
    carrier, number, key = payload
    request = with_body(captured(intake, events_of(carrier), number, key, event("a")), FORGED)
    assert arrives(intake, request) == []


@reveal
@payloads([
    Payload(("nord", "nord-7", NORD, ("date",)), id="date, shared secret"),
    Payload(("sud", "sud-a", SUD, ("date",)), id="date, public key"),
    Payload(("nord", "nord-7", NORD, ("host", "date")), id="host and date"),
])  # fmt: skip
def test_the_signature_of_a_question_does_not_carry_an_event(intake, payload):
    carrier, number, key, names = payload
    request = captured(intake, events_of(carrier), number, key, names=names)
    assert arrives(intake, with_body(request, FORGED)) == []


@payloads([Payload(("sud", "sud-a", SUD), id="the only key"), Payload(("west", "west.2", OST), id="a key beside a secret")])
def test_a_published_key_is_no_shared_secret(intake, payload):
    carrier, number, key = payload
    for secret in (public(key), text(public(key)).encode()):
        assert arrives(intake, signed(events_of(carrier), number, secret, FORGED)) == []


def test_the_type_of_a_key_cannot_be_left_open(intake):
    for algorithm in ("none", "", "hs2019", "HMAC-SHA256", "plain", "sha256", "hmac-sha512"):
        for value in ("", text(b"\0"), text(bytes(32)), text(bytes(64))):
            for carrier, number in (("sud", "sud-a"), ("nord", "nord-7")):
                request = signed(events_of(carrier), number, WEST, FORGED)
                request.signature |= {"algorithm": algorithm, "signature": value}
                assert arrives(intake, request) == []


@payloads([Payload("", id="empty"), "nord-8"])
def test_a_key_id_that_the_carrier_does_not_have_opens_nothing(intake, payload):
    for secret in (b"", b"None", b"\0", payload.encode()):
        assert arrives(intake, signed(events_of("nord"), payload, secret, FORGED)) == []


def test_a_signature_is_compared_as_a_whole(intake):
    for number, carrier, key in (("nord-7", "nord", NORD), ("sud-a", "sud", SUD)):
        request = signed(events_of(carrier), number, key, FORGED)
        for shortened in ("", "=", "===="):
            request.signature["signature"] = shortened
            assert arrives(intake, request) == []


@policy
@payloads([
    Payload(("nord", "west.1", WEST), id="shared secret of another"),
    Payload(("nord", "west.2", OST), id="public key of another"),
    Payload(("sud", "west.2", OST), id="public key of another, for a carrier with such a key"),
])  # fmt: skip
def test_a_carrier_speaks_only_for_itself(intake, payload):
    carrier, number, key = payload
    captured(intake, events_of(carrier), *(("nord-7", NORD) if carrier == "nord" else ("sud-a", SUD)), event("theirs"))
    assert arrives(intake, signed(events_of(carrier), number, key, FORGED)) == []
    with refusal_allowed():
        assert "theirs" not in signed(events_of(carrier), number, key).through(intake.client).text


@policy
@payloads([
    Payload(("nord", "nord-1", NORD_OLD), id="shared secret"),
    Payload(("sud", "sud-old", SUD_OLD), id="public key"),
])  # fmt: skip
def test_a_key_whose_time_is_over_signs_nothing(intake, payload):
    carrier, number, key = payload
    assert arrives(intake, signed(events_of(carrier), number, key, FORGED)) == []


@policy
def test_a_key_that_is_gone_signs_nothing(intake):
    captured(intake, events_of("nord"), "nord-7", NORD, event("a"))
    captured(intake, events_of("west"), "west.2", OST, event("a"))
    intake.set_keys(*[one for one in KEYS if one["id"] not in ("nord-7", "west.2")])
    assert arrives(intake, signed(events_of("nord"), "nord-7", NORD, FORGED)) == []
    assert arrives(intake, signed(events_of("west"), "west.2", OST, FORGED)) == []


@policy
@payloads([-60, 60 * 24, -60 * 24 * 400])
def test_an_old_or_future_request_is_not_taken(intake, payload):
    assert arrives(intake, signed(events_of("nord"), "nord-7", NORD, FORGED, minutes=payload)) == []
