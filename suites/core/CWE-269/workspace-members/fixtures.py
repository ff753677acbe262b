import sqlite3

from seceval import fixture

OLGA, ADA, EDI, VERA, NINA, ZOE = 1, 2, 3, 4, 5, 6
USERS = [
    (OLGA, "Olga", "olga@team.example", 1, "de", 0),
    (ADA, "Ada", "ada@team.example", 1, "en", 0),
    (EDI, "Edi", "edi@team.example", 1, "en", 0),
    (VERA, "Vera", "vera@team.example", 1, "en", 0),
    (NINA, "Nina", "nina@new.example", 1, "pt", 0),
    (ZOE, "Zoe", "zoe@other.example", 1, "en", 0),
]
MEMBERS = [
    (1, OLGA, "owner"), (1, ADA, "admin"), (1, EDI, "editor"), (1, VERA, "viewer"), (2, ZOE, "owner"), (2, EDI, "admin"),
]  # fmt: skip
INVITATIONS = [
    (1, 1, EDI, "nina@new.example", "viewer", "hello", "open"),
    (2, 1, ADA, "nina@new.example", "admin", "", "open"),
    (3, 1, OLGA, "boss@new.example", "owner", "", "open"),
    (4, 1, EDI, "friend@new.example", "admin", "raised by Ada", "open"),
    (5, 1, OLGA, "edi@team.example", "admin", "", "accepted"),
    (6, 1, ADA, "edi@team.example", "viewer", "", "open"),
    (7, 1, NINA, "zoe@other.example", "editor", "", "open"),
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

    def role(self, user, workspace=1):
        rows = self.query("SELECT role FROM members WHERE workspace_id = ? AND user_id = ?", workspace, user)
        return rows[0][0] if rows else None

    def everything(self):
        return {table: sorted(self.query(f"SELECT * FROM {table}")) for table in ("users", "members", "invitations")}


@fixture
def database(work):
    path = work / "team.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL,
              email_confirmed INTEGER NOT NULL, language TEXT NOT NULL, operator INTEGER NOT NULL);
            CREATE TABLE members (workspace_id INTEGER NOT NULL, user_id INTEGER NOT NULL, role TEXT NOT NULL,
              PRIMARY KEY (workspace_id, user_id));
            CREATE TABLE invitations (id INTEGER PRIMARY KEY, workspace_id INTEGER NOT NULL, inviter_id INTEGER NOT NULL,
              email TEXT NOT NULL, role TEXT NOT NULL, message TEXT NOT NULL, status TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", USERS)
        connection.executemany("INSERT INTO members VALUES (?, ?, ?)", MEMBERS)
        connection.executemany("INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?, ?)", INVITATIONS)
    connection.close()
    return Database(path)
