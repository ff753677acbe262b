import sqlite3
from types import SimpleNamespace

from seceval import fixture

USERS = [
    ("ada", "agent", "loans"), ("bo", "agent", "loans"), ("lea", "lead", "loans"), ("tom", "agent", "cards"),
    ("tia", "lead", "cards"), ("cus", "customer", None), ("dan", "customer", None),
]  # fmt: skip
CASES = [
    # id, team, reporter, assignee, title, status, confidential
    (1, "loans", "cus", "ada", "Rate of the loan", "open", 0),
    (2, "loans", "dan", "ada", "Divorce of a client", "open", 1),
    (3, "loans", "dan", None, "Forms are missing", "closed", 0),
    (4, "cards", "cus", "tom", "Card was lost", "open", 0),
    (5, "loans", "bo", "ada", "Complaint about a colleague", "open", 1),
]
COMMENTS = [
    (1, 1, "cus", "When will it change?", 0),
    (2, 1, "ada", "He pays late, be careful", 1),
    (3, 2, "dan", "My wife must not know", 0),
    (4, 2, "ada", "Account 4711 is frozen", 1),
    (5, 4, "tom", "The new one is on its way", 0),
    (6, 3, "lea", "Sent by mail", 0),
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

    def state(self):
        tables = ("cases", "comments", "watchers", "outbox")
        return {table: sorted(self.query(f"SELECT * FROM {table}"), key=repr) for table in tables}

    def keep_one_team(self):
        """Its lead sees all that is left."""
        self.query("DELETE FROM comments WHERE case_id = 4")
        self.query("DELETE FROM cases WHERE team = 'cards'")

    def notices(self):
        return sorted(self.query("SELECT recipient, text FROM outbox"))


@fixture
def desk(solution, work):
    """The database, and the boards of all users, opened in the morning."""
    path = work / "desk.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (name TEXT PRIMARY KEY, role TEXT NOT NULL, team TEXT);
            CREATE TABLE cases (id INTEGER PRIMARY KEY, team TEXT NOT NULL, reporter TEXT NOT NULL, assignee TEXT,
              title TEXT NOT NULL, status TEXT NOT NULL, confidential INTEGER NOT NULL);
            CREATE TABLE comments (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, author TEXT NOT NULL,
              text TEXT NOT NULL, internal INTEGER NOT NULL);
            CREATE TABLE watchers (case_id INTEGER NOT NULL, user TEXT NOT NULL, PRIMARY KEY (case_id, user));
            CREATE TABLE outbox (id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, text TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO users VALUES (?, ?, ?)", USERS)
        connection.executemany("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?)", CASES)
        connection.executemany("INSERT INTO comments VALUES (?, ?, ?, ?, ?)", COMMENTS)
    connection.close()
    boards = {name: solution.Board(str(path), name) for name, _, _ in USERS}
    return SimpleNamespace(database=Database(path), boards=boards, **boards)
