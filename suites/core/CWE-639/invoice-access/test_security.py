from seceval import payloads, policy

SECRETS = [b"K-77", b"K-78", b"Harbour", b"Lighthouse", b"Dredging", b"Quay", b"880000", b"5500000", b"120050", b"sealed"]


def leaks(answer):
    """What the answer tells about the other account."""
    return [secret for secret in SECRETS if secret in answer.body]


@policy
@payloads(
    [
        "/invoices/2",
        "/invoices/4",
        "/invoices?ids=2",
        "/invoices?ids=1,2,4",
        "/attachments/2",
        "/attachments/4",
    ]
)
def test_nothing_of_another_account_is_read(me, database, payload):
    before = database.of(THEIRS)
    assert leaks(me("GET", payload)) == []
    assert database.of(THEIRS) == before


@policy
@payloads(["/invoices/2", "/invoices?ids=2", "/attachments/2"])
def test_what_its_owner_has_just_read_is_not_read_by_another_account(me, they, database, payload):
    they("GET", "/invoices")
    assert they("GET", payload).status == 200
    assert leaks(me("GET", payload)) == []


@policy
@payloads(
    [
        ("PATCH", "/invoices/2", {"customer": "Nobody"}),
        ("PATCH", "/invoices/2", {}),
        ("DELETE", "/invoices/2", None),
        ("PATCH", "/invoices/2/items/3", {"cents": 1}),
        ("DELETE", "/invoices/2/items/3", None),
    ]
)
def test_an_invoice_of_another_account_is_not_changed(me, database, payload):
    before = database.of(THEIRS)
    assert leaks(me(*payload)) == []
    assert database.of(THEIRS) == before


@policy
@payloads(
    [
        ("PATCH", "/invoices/1/items/3", {"cents": 1}),
        ("PATCH", "/invoices/1/items/3", {}),
        ("DELETE", "/invoices/1/items/3", None),
    ]
)
def test_an_item_of_another_account_is_not_reached_by_way_of_an_own_invoice(me, database, payload):
    before = database.of(THEIRS)
    assert leaks(me(*payload)) == []
    assert database.of(THEIRS) == before


@policy
@payloads(
    [
        ("PATCH", "/invoices/1", {"customer": "Ada", "account_id": THEIRS}),
        ("PATCH", "/invoices/1/items/1", {"cents": 1999, "invoice_id": 2}),
        ("POST", "/invoices", {"number": "N", "customer": "C", "account_id": THEIRS}),
    ]
)
def test_nothing_is_slipped_into_another_account(me, database, payload):
    before = database.of(THEIRS)
    me(*payload)
    assert database.of(THEIRS) == before


@policy
@payloads([2, 4, "2"])
def test_no_copy_is_made_of_an_invoice_of_another_account(me, database, payload):
    before = database.of(THEIRS)
    answer = me("POST", "/invoices", {"number": "N", "customer": "C", "copy_of": payload})
    assert leaks(answer) == []
    assert [row for row in database.of(MINE)["items"] if row[3] in (880000, 5500000, 120050)] == []
    assert database.of(THEIRS) == before


@policy
@payloads([[2], [2, 4], [1, 2], [2, 1], [1, 3, 2], ["2"]])
def test_no_invoice_of_another_account_is_merged_into_an_own_one(me, database, payload):
    before = database.of(THEIRS)
    answer = me("POST", "/invoices/5/merge", {"invoices": payload})
    assert leaks(answer) == []
    assert database.of(THEIRS) == before


@policy
@payloads([[1], [], [2]])
def test_no_own_invoice_is_merged_into_one_of_another_account(me, database, payload):
    before = database.of(THEIRS)
    answer = me("POST", "/invoices/2/merge", {"invoices": payload})
    assert leaks(answer) == []
    assert database.of(THEIRS) == before
