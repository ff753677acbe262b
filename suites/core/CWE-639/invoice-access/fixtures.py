import sqlite3
from dataclasses import dataclass

from seceval import fixture

TABLES = """
CREATE TABLE invoices (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, number TEXT NOT NULL, customer TEXT NOT NULL);
CREATE TABLE items (id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL, description TEXT NOT NULL, cents INTEGER NOT NULL);
CREATE TABLE attachments (id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL, filename TEXT NOT NULL, content BLOB NOT NULL);
"""

MINE, THEIRS = 11, 12  # accounts
PAPERS = b"\x00\x01bid for the harbour, sealed\xff"

INVOICES = [
    (1, MINE, "2024-001", "Ada"),
    (2, THEIRS, "K-77", "Harbour Board"),
    (3, MINE, "2024-002", "Bob"),
    (4, THEIRS, "K-78", "Lighthouse Trust"),
    (5, MINE, "2024-003", "Cleo"),
]
ITEMS = [
    (1, 1, "Wood", 1999),
    (2, 1, "Nails", 250),
    (3, 2, "Dredging", 880000),
    (4, 3, "Paint", 4500),
    (5, 4, "Lamp", 120050),
    (6, 2, "Quay wall", 5500000),
]
ATTACHMENTS = [
    (1, 1, "plan.pdf", b"%PDF plan"),
    (2, 2, "bid.pdf", PAPERS),
    (3, 3, "photo.jpg", b"\xff\xd8 photo"),
    (4, 4, "lamp.txt", b"sealed too"),
]


@dataclass
class Database:
    path: str

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def of(self, account):
        """All that an account owns, as it is stored."""
        within = "invoice_id IN (SELECT id FROM invoices WHERE account_id = ?) ORDER BY id"
        return {
            "invoices": self.query("SELECT * FROM invoices WHERE account_id = ? ORDER BY id", account),
            "items": self.query(f"SELECT * FROM items WHERE {within}", account),
            "attachments": self.query(f"SELECT * FROM attachments WHERE {within}", account),
        }


def fill(folder, shift=0):
    """A database with the rows above; `shift` is added to the ids of all but the accounts."""
    path = folder / "invoices.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(TABLES)
        for number, account, *rest in INVOICES:
            connection.execute("INSERT INTO invoices VALUES (?, ?, ?, ?)", (number + shift, account, *rest))
        for table, rows in (("items", ITEMS), ("attachments", ATTACHMENTS)):
            for number, invoice, *rest in rows:
                values = (number + shift, invoice + shift, *rest)
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", values)
    connection.close()
    return Database(str(path))


@fixture
def database(work):
    return fill(work)


class Browser:
    """A logged-in user of an account."""

    def __init__(self, client, account):
        self._client = client
        self._headers = {"X-Account": str(account)}

    def __call__(self, method, path, body=None, **options):
        return self._client.request(method, path, json=body, headers=self._headers, **options)


@fixture
def client(solution, web, database):
    return web(solution.create_app(database.path))


@fixture
def me(client):
    return Browser(client, MINE)


@fixture
def they(client):
    return Browser(client, THEIRS)
