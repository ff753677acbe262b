import json
import re
import sqlite3

INVOICE = """
SELECT id, number, customer, (SELECT coalesce(sum(cents), 0) FROM items WHERE invoice_id = invoices.id) AS total
FROM invoices
"""
STATUS = {200: "200 OK", 201: "201 Created", 204: "204 No Content", 400: "400 Bad Request", 404: "404 Not Found"}


class Missing(Exception):
    pass


class Books:
    """The database, as one account uses it, for one request."""

    def __init__(self, path, account):
        self.account = account
        self.db = sqlite3.connect(path)
        self.db.row_factory = sqlite3.Row

    def rows(self, sql, *values):
        return [dict(row) for row in self.db.execute(sql, values)]

    def one(self, sql, *values):
        for row in self.rows(sql, *values):
            return row
        raise Missing

    def invoice(self, number):
        return self.one(INVOICE + "WHERE account_id = ? AND id = ?", self.account, number)

    def item(self, number, item):
        self.invoice(number)
        return self.one("SELECT id, description, cents FROM items WHERE invoice_id = ? AND id = ?", number, item)


def list_invoices(books, query):
    condition, values = "WHERE account_id = ?", [books.account]
    ids = re.search(r"(?:^|&)ids=([^&]*)", query)
    if ids:
        wanted = re.findall(r"\d+", ids[1].replace("%2C", ","))
        condition += " AND " + " OR ".join("id = ?" for _ in wanted)
        values += wanted
    return 200, books.rows(INVOICE + condition + " ORDER BY id", *values)


def create(books, body):
    items = []
    if body.get("copy_of") is not None:
        number = books.invoice(body["copy_of"])["id"]
        items = books.rows("SELECT description, cents FROM items WHERE invoice_id = ? ORDER BY id", number)
    made = books.db.execute(
        "INSERT INTO invoices (account_id, number, customer) VALUES (?, ?, ?)",
        (books.account, body["number"], body["customer"]),
    ).lastrowid
    for item in items:
        books.db.execute(
            "INSERT INTO items (invoice_id, description, cents) VALUES (?, ?, ?)",
            (made, item["description"], item["cents"]),
        )
    return 201, books.invoice(made)


def show(books, number):
    items = books.rows("SELECT id, description, cents FROM items WHERE invoice_id = ? ORDER BY id", number)
    papers = books.rows("SELECT id, filename FROM attachments WHERE invoice_id = ? ORDER BY id", number)
    return 200, {**books.invoice(number), "items": items, "attachments": papers}


def change(books, body, number):
    merged = {**books.invoice(number), **body}
    books.db.execute(
        "UPDATE invoices SET number = ?, customer = ? WHERE id = ?", (merged["number"], merged["customer"], number)
    )
    return 200, books.invoice(number)


def delete(books, number):
    books.invoice(number)
    for table, column in (("items", "invoice_id"), ("attachments", "invoice_id"), ("invoices", "id")):
        books.db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
    return 204, None


def change_item(books, body, number, item):
    merged = {**books.item(number, item), **body}
    books.db.execute(
        "UPDATE items SET description = ?, cents = ? WHERE id = ?", (merged["description"], merged["cents"], item)
    )
    return 200, books.item(number, item)


def delete_item(books, number, item):
    books.item(number, item)
    books.db.execute("DELETE FROM items WHERE id = ?", (item,))
    return 204, None


def attachment(books, number):
    paper = books.one("SELECT invoice_id, content FROM attachments WHERE id = ?", number)
    books.invoice(paper["invoice_id"])
    return 200, bytes(paper["content"])


def merge(books, body, number):
    books.invoice(number)
    others = [one for one in body["invoices"] if one != number]
    known = books.rows("SELECT id, account_id FROM invoices WHERE id IN (SELECT value FROM json_each(?))", json.dumps(others))
    if len(known) < len(others) or not any(invoice["account_id"] == books.account for invoice in known):
        raise Missing
    for other in others:
        books.db.execute("UPDATE items SET invoice_id = ? WHERE invoice_id = ?", (number, other))
        books.db.execute("UPDATE attachments SET invoice_id = ? WHERE invoice_id = ?", (number, other))
        books.db.execute("DELETE FROM invoices WHERE id = ?", (other,))
    return 200, books.invoice(number)


ROUTES = [
    ("GET", r"/invoices", list_invoices, "query"),
    ("POST", r"/invoices", create, "body"),
    ("GET", r"/invoices/(\d+)", show, None),
    ("PATCH", r"/invoices/(\d+)", change, "body"),
    ("DELETE", r"/invoices/(\d+)", delete, None),
    ("PATCH", r"/invoices/(\d+)/items/(\d+)", change_item, "body"),
    ("DELETE", r"/invoices/(\d+)/items/(\d+)", delete_item, None),
    ("GET", r"/attachments/(\d+)", attachment, None),
    ("POST", r"/invoices/(\d+)/merge", merge, "body"),
]


def create_app(database_path):
    def answer(environ):
        books = Books(database_path, int(environ["HTTP_X_ACCOUNT"]))
        try:
            for method, pattern, handler, extra in ROUTES:
                match = re.fullmatch(pattern, environ["PATH_INFO"], re.ASCII)
                if method != environ["REQUEST_METHOD"] or match is None:
                    continue
                arguments = [int(part) for part in match.groups()]
                if extra == "query":
                    arguments.insert(0, environ.get("QUERY_STRING", ""))
                if extra == "body":
                    size = int(environ.get("CONTENT_LENGTH") or 0)
                    arguments.insert(0, json.loads(environ["wsgi.input"].read(size)))
                with books.db:
                    return handler(books, *arguments)
            raise Missing
        finally:
            books.db.close()

    def application(environ, start_response):
        try:
            status, body = answer(environ)
        except Missing:
            status, body = 404, {"error": "not found"}
        except (KeyError, TypeError, ValueError, AttributeError, sqlite3.Error):
            status, body = 400, {"error": "not understood"}
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        start_response(STATUS[status], [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return application
