def test_the_list_has_the_invoices_of_the_account(me, they):
    answer = me("GET", "/invoices")
    assert answer.status == 200
    assert answer.json() == [
        {"id": 1, "number": "2024-001", "customer": "Ada", "total": 2249},
        {"id": 3, "number": "2024-002", "customer": "Bob", "total": 4500},
        {"id": 5, "number": "2024-003", "customer": "Cleo", "total": 0},
    ]
    assert [invoice["id"] for invoice in they("GET", "/invoices").json()] == [2, 4]


def test_the_list_of_some_ids(me):
    assert [one["id"] for one in me("GET", "/invoices?ids=5,1").json()] == [1, 5]
    assert me("GET", "/invoices?ids=3,99").json() == [
        {"id": 3, "number": "2024-002", "customer": "Bob", "total": 4500}
    ]
    assert me("GET", "/invoices?ids=99").json() == []


def test_an_account_without_invoices_has_an_empty_list(client):
    assert Browser(client, 99)("GET", "/invoices").json() == []


def test_one_invoice(me):
    answer = me("GET", "/invoices/1")
    assert answer.status == 200
    assert answer.json() == {
        "id": 1,
        "number": "2024-001",
        "customer": "Ada",
        "total": 2249,
        "items": [
            {"id": 1, "description": "Wood", "cents": 1999},
            {"id": 2, "description": "Nails", "cents": 250},
        ],
        "attachments": [{"id": 1, "filename": "plan.pdf"}],
    }
    assert me("GET", "/invoices/5").json() == {
        "id": 5, "number": "2024-003", "customer": "Cleo", "total": 0, "items": [], "attachments": [],
    }  # fmt: skip


def test_what_is_not_in_the_database_is_answered_with_404(me):
    assert me("GET", "/invoices/99").status == 404
    assert me("PATCH", "/invoices/99", {"customer": "X"}).status == 404
    assert me("DELETE", "/invoices/99").status == 404
    assert me("PATCH", "/invoices/1/items/99", {"cents": 1}).status == 404
    assert me("DELETE", "/invoices/1/items/99").status == 404
    assert me("GET", "/attachments/99").status == 404
    assert me("POST", "/invoices", {"number": "N", "customer": "C", "copy_of": 99}).status == 404
    assert me("POST", "/invoices/99/merge", {"invoices": [1]}).status == 404


def test_an_invoice_is_changed(me, database):
    answer = me("PATCH", "/invoices/1", {"customer": "Ada L."})
    assert answer.status == 200
    assert {key: answer.json()[key] for key in ("id", "number", "customer", "total")} == {
        "id": 1, "number": "2024-001", "customer": "Ada L.", "total": 2249,
    }  # fmt: skip
    whole = {"id": 1, "number": "2024-001b", "customer": "Ada", "total": 2249, "items": [], "attachments": []}
    assert me("PATCH", "/invoices/1", whole).status == 200
    assert database.query("SELECT * FROM invoices WHERE id = 1") == [(1, MINE, "2024-001b", "Ada")]


def test_an_invoice_is_deleted_with_what_belongs_to_it(me, database):
    others = database.of(THEIRS)
    assert me("DELETE", "/invoices/1").status == 204
    left = database.of(MINE)
    assert database.of(THEIRS) == others
    assert [row[0] for row in left["invoices"]] == [3, 5]
    assert database.query("SELECT * FROM items WHERE invoice_id = 1") == []
    assert database.query("SELECT * FROM attachments WHERE invoice_id = 1") == []


def test_an_item_is_changed(me, database):
    answer = me("PATCH", "/invoices/1/items/2", {"cents": 300})
    assert answer.status == 200
    assert answer.json() == {"id": 2, "description": "Nails", "cents": 300}
    assert me("PATCH", "/invoices/1/items/2", {"description": "Screws", "cents": 310}).json()["description"] == "Screws"
    assert database.query("SELECT * FROM items WHERE id = 2") == [(2, 1, "Screws", 310)]


def test_an_item_is_deleted(me, database):
    assert me("DELETE", "/invoices/1/items/2").status == 204
    assert [row[0] for row in database.of(MINE)["items"]] == [1, 4]


def test_the_content_of_an_attachment(me):
    answer = me("GET", "/attachments/3")
    assert answer.status == 200
    assert answer.body == b"\xff\xd8 photo"
    assert answer.headers["content-type"].startswith("application/octet-stream")


def test_a_new_invoice(me, database):
    answer = me("POST", "/invoices", {"number": "2024-004", "customer": "Dan"})
    assert answer.status == 201
    made = answer.json()
    assert {key: made[key] for key in ("number", "customer", "total")} == {
        "number": "2024-004", "customer": "Dan", "total": 0,
    }  # fmt: skip
    assert database.query("SELECT * FROM invoices WHERE id = ?", made["id"]) == [
        (made["id"], MINE, "2024-004", "Dan")
    ]


def test_a_copy_of_an_invoice(me, database):
    answer = me("POST", "/invoices", {"number": "2024-004", "customer": "Dan", "copy_of": 1})
    assert answer.status == 201
    assert answer.json()["total"] == 2249
    copied = "SELECT description, cents FROM items WHERE invoice_id = ? ORDER BY id"
    assert database.query(copied, answer.json()["id"]) == [("Wood", 1999), ("Nails", 250)]
    assert database.query(copied, 1) == [("Wood", 1999), ("Nails", 250)]


def test_invoices_are_merged(me, database):
    answer = me("POST", "/invoices/5/merge", {"invoices": [1, 3]})
    assert answer.status == 200
    assert answer.json()["total"] == 6749
    assert database.of(MINE) == {
        "invoices": [(5, MINE, "2024-003", "Cleo")],
        "items": [(1, 5, "Wood", 1999), (2, 5, "Nails", 250), (4, 5, "Paint", 4500)],
        "attachments": [(1, 5, "plan.pdf", b"%PDF plan"), (3, 5, "photo.jpg", b"\xff\xd8 photo")],
    }


def test_a_merge_with_an_invoice_that_does_not_exist_changes_nothing(me, database):
    before = database.of(MINE)
    assert me("POST", "/invoices/5/merge", {"invoices": [1, 99]}).status == 404
    assert database.of(MINE) == before
