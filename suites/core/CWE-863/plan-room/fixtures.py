import sqlite3

from seceval import fixture

FUTURE, PAST = "2999-12-31", "2020-01-01"

# 1 house (ada) ─ 2 drawings ─ 3 facade ─ 4 details
#               ├ 5 costs
#               └ 6 site ─ 7 photos (bo)
# 8 office (ada) ─ 9 contracts
FOLDERS = [
    (1, None, "house", "ada"), (2, 1, "drawings", None), (3, 2, "facade", None), (4, 3, "details", None),
    (5, 1, "costs", None), (6, 1, "site", None), (7, 6, "photos", "bo"), (8, None, "office", "ada"),
    (9, 8, "contracts", None),
]  # fmt: skip
GRANTS = [
    (1, "*", "viewer", None), (2, "*", "none", None), (6, "*", "none", None),
    (1, "bo", "editor", None), (2, "bo", "editor", None), (6, "bo", "editor", None), (3, "bo", "viewer", FUTURE),
    (5, "bo", "none", None),
    (1, "cleo", "viewer", None), (2, "cleo", "editor", None), (4, "cleo", "none", None), (5, "cleo", "editor", PAST),
    (9, "cleo", "editor", None),
    (6, "dan", "editor", None), (5, "dan", "viewer", PAST),
    (1, "eve", "editor", None), (2, "eve", "editor", None), (6, "eve", "editor", None), (3, "eve", "viewer", None),
]  # fmt: skip
PLANS = [
    (1, 1, "overview", "house-text"), (2, 2, "ground floor", "floor-text"), (3, 3, "front", "front-text"),
    (4, 4, "window", "window-text"), (5, 5, "offer", "offer-text"), (6, 6, "crane", "crane-text"),
    (7, 7, "picture", "picture-text"), (8, 9, "lease", "lease-text"),
]  # fmt: skip


class Database:
    def __init__(self, path):
        self.path = path

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def state(self):
        return {table: sorted(self.query(f"SELECT * FROM {table}"), key=repr) for table in ("folders", "grants", "plans")}


@fixture
def database(work):
    path = str(work / "plans.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER, name TEXT NOT NULL, owner TEXT);
            CREATE TABLE grants (folder_id INTEGER NOT NULL, user TEXT NOT NULL, role TEXT NOT NULL, until TEXT,
              PRIMARY KEY (folder_id, user));
            CREATE TABLE plans (id INTEGER PRIMARY KEY, folder_id INTEGER NOT NULL, title TEXT NOT NULL,
              content TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO folders VALUES (?, ?, ?, ?)", FOLDERS)
        connection.executemany("INSERT INTO grants VALUES (?, ?, ?, ?)", GRANTS)
        connection.executemany("INSERT INTO plans VALUES (?, ?, ?, ?)", PLANS)
    connection.close()
    return Database(path)


@fixture
def ask(solution, web, database):
    """`ask(user, method, path, body)`"""
    client = web(solution.create_app(database.path))

    def send(user, method, path, body=None):
        headers = {} if user is None else {"X-User": user}
        return client.request(method, path, json=body, headers=headers)

    return send
