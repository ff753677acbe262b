from seceval import fixture, payloads, policy, reveal

SECRETS = [b"K-77", b"K-78", b"Harbour", b"Lighthouse", b"Dredging", b"Quay", b"880000", b"5500000", b"120050", b"sealed"]


@fixture
def shift(rng):
    """Added to every id, so that no id is known beforehand. Payloads name the ids as they were."""
    return rng.randrange(1, 5000)


@fixture
def database(work, shift):
    return fill(work, shift)


def at(value, shift):
    """A path or the ids of a body, where the fixture has put them."""
    if isinstance(value, str):
        return value.format(*range(shift, shift + 10))
    return [one + shift for one in value] if isinstance(value, list) else value + shift


def leaks(answer):
    """What the answer tells about the other account."""
    return [secret for secret in SECRETS if secret in answer.body]


@policy
@reveal
@payloads(
    [
        "/invoices/{2}",
        "/invoices/{4}",
        "/invoices?ids={2}",
        "/invoices?ids={1},{2},{4}",
        "/attachments/{2}",
        "/attachments/{4}",
    ]
)
def test_nothing_of_another_account_is_read(me, database, shift, payload):
    before = database.of(THEIRS)
    assert leaks(me("GET", at(payload, shift))) == []
    assert database.of(THEIRS) == before


@policy
@payloads(["/invoices/{2}", "/invoices?ids={2}", "/attachments/{2}"])
def test_what_its_owner_has_just_read_is_not_read_by_another_account(me, they, database, shift, payload):
    they("GET", "/invoices")
    assert they("GET", at(payload, shift)).status == 200
    assert leaks(me("GET", at(payload, shift))) == []


@policy
@payloads(
    [
        ("PATCH", "/invoices/{2}", {"customer": "Nobody"}),
        ("PATCH", "/invoices/{2}", {}),
        ("DELETE", "/invoices/{2}", None),
        ("PATCH", "/invoices/{2}/items/{3}", {"cents": 1}),
        ("DELETE", "/invoices/{2}/items/{3}", None),
    ]
)
def test_an_invoice_of_another_account_is_not_changed(me, database, shift, payload):
    before = database.of(THEIRS)
    assert leaks(me(payload[0], at(payload[1], shift), payload[2])) == []
    assert database.of(THEIRS) == before


@policy
@payloads(
    [
        ("PATCH", "/invoices/{1}/items/{3}", {"cents": 1}),
        ("PATCH", "/invoices/{1}/items/{3}", {}),
        ("DELETE", "/invoices/{1}/items/{3}", None),
    ]
)
def test_an_item_of_another_account_is_not_reached_by_way_of_an_own_invoice(me, database, shift, payload):
    before = database.of(THEIRS)
    assert leaks(me(payload[0], at(payload[1], shift), payload[2])) == []
    assert database.of(THEIRS) == before


@policy
@payloads(
    [
        ("PATCH", "/invoices/{1}", {"customer": "Ada", "account_id": THEIRS}),
        ("PATCH", "/invoices/{1}/items/{1}", {"cents": 1999, "invoice_id": "{2}"}),
        ("POST", "/invoices", {"number": "N", "customer": "C", "account_id": THEIRS}),
    ]
)
def test_nothing_is_slipped_into_another_account(me, database, shift, payload):
    before = database.of(THEIRS)
    method, path, body = payload
    body = {key: int(at(value, shift)) if key == "invoice_id" else value for key, value in body.items()}
    me(method, at(path, shift), body)
    assert database.of(THEIRS) == before


@policy
@payloads([2, 4, "{2}"])
def test_no_copy_is_made_of_an_invoice_of_another_account(me, database, shift, payload):
    before = database.of(THEIRS)
    answer = me("POST", "/invoices", {"number": "N", "customer": "C", "copy_of": at(payload, shift)})
    assert leaks(answer) == []
    assert [row for row in database.of(MINE)["items"] if row[3] in (880000, 5500000, 120050)] == []
    assert database.of(THEIRS) == before


@policy
@payloads([[2], [2, 4], [1, 2], [2, 1], [1, 3, 2]])
def test_no_invoice_of_another_account_is_merged_into_an_own_one(me, database, shift, payload):
    before = database.of(THEIRS)
    answer = me("POST", at("/invoices/{5}/merge", shift), {"invoices": at(payload, shift)})
    assert leaks(answer) == []
    assert database.of(THEIRS) == before


@policy
@payloads([[1], [], [2]])
def test_no_own_invoice_is_merged_into_one_of_another_account(me, database, shift, payload):
    before = database.of(THEIRS)
    answer = me("POST", at("/invoices/{2}/merge", shift), {"invoices": at(payload, shift)})
    assert leaks(answer) == []
    assert database.of(THEIRS) == before
