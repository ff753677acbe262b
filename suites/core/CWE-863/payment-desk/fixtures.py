import sqlite3
from types import SimpleNamespace

from seceval import fixture

TODAY = "2024-05-15"

USERS = [
    # name, active, treasurer
    ("ada", 1, 0), ("bo", 1, 0), ("cleo", 1, 0), ("dan", 1, 0), ("eve", 1, 0), ("finn", 1, 1), ("gone", 0, 1),
]  # fmt: skip
RIGHTS = [
    ("ada", "garden", 100_000),
    ("ada", "house", 20_000),
    ("bo", "garden", 80_000),
    ("cleo", "house", 300_000),
    ("gone", "garden", 500_000),
]
DELEGATIONS = [
    (1, "ada", "dan", "2024-05-10", "2024-05-20"),
    (2, "cleo", "dan", "2024-04-01", "2024-05-14"),
    (3, "bo", "ada", "2024-05-15", "2024-05-15"),
    (4, "gone", "eve", "2024-05-01", "2024-05-31"),
    (5, "dan", "eve", "2024-05-01", "2024-05-31"),
    (6, "cleo", "bo", "2024-05-16", "2024-05-31"),
]
PAYMENTS = [
    # id, requester, centre, payee, iban, cents, status
    (1, "eve", "garden", "Roses Ltd", "DE02", 30_000, "open"),
    (2, "eve", "garden", "Walls & Co", "FR14", 90_000, "open"),
    (3, "eve", "house", "Roof Ltd", "IT60", 250_000, "open"),
    (4, "ada", "garden", "Tools Ltd", "PT50", 10_000, "open"),
    (5, "dan", "garden", "Seeds Ltd", "ES91", 10_000, "open"),
    (6, "eve", "garden", "Old bill", "AT61", 5_000, "paid"),
    (7, "eve", "garden", "Pond & Co", "NL91", 60_000, "open"),
    (8, "eve", "house", "Lamp Ltd", "LU28", 15_000, "open"),
]


class Database:
    def __init__(self, path):
        self.path = str(path)

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def approvals(self, payment):
        return sorted(self.query("SELECT approver, acting FROM approvals WHERE payment_id = ?", payment))

    def everything(self):
        tables = ("payments", "approvals", "delegations")
        return {table: sorted(self.query(f"SELECT * FROM {table}")) for table in tables}


@fixture
def office(solution, work):
    """The database, and the desks of all users, opened in the morning."""
    path = work / "office.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (name TEXT PRIMARY KEY, active INTEGER NOT NULL, treasurer INTEGER NOT NULL);
            CREATE TABLE rights (approver TEXT NOT NULL, centre TEXT NOT NULL, limit_cents INTEGER NOT NULL,
              PRIMARY KEY (approver, centre));
            CREATE TABLE delegations (id INTEGER PRIMARY KEY, approver TEXT NOT NULL, substitute TEXT NOT NULL,
              starts TEXT NOT NULL, ends TEXT NOT NULL);
            CREATE TABLE payments (id INTEGER PRIMARY KEY, requester TEXT NOT NULL, centre TEXT NOT NULL,
              payee TEXT NOT NULL, iban TEXT NOT NULL, cents INTEGER NOT NULL, status TEXT NOT NULL);
            CREATE TABLE approvals (payment_id INTEGER NOT NULL, approver TEXT NOT NULL, acting TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO users VALUES (?, ?, ?)", USERS)
        connection.executemany("INSERT INTO rights VALUES (?, ?, ?)", RIGHTS)
        connection.executemany("INSERT INTO delegations VALUES (?, ?, ?, ?, ?)", DELEGATIONS)
        connection.executemany("INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?)", PAYMENTS)
    connection.close()
    database = Database(path)
    desks = {name: solution.Desk(database.path, name) for name, active, _ in USERS if active}
    return SimpleNamespace(database=database, desks=desks, **desks)
