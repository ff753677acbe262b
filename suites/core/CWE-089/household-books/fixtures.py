import sqlite3

from seceval import fixture

ADA, BEN = 1, 2
MEMBERS = [(ADA, "ada@home.example", "RC-ADA-7781"), (BEN, "ben@home.example", "RC-BEN-0934")]
BOOKINGS = [
    (1, ADA, "2024-05-01", "Bread; Tom's rolls", -450),
    (2, BEN, "2024-05-01", "Ben's secret present", -9900),
    (3, ADA, "2024-05-02", "Salary", 250000),
    (4, BEN, "2024-05-03", "Rent", -80000),
]
HEAD = "CREATE TABLE bookings (day TEXT NOT NULL, text TEXT NOT NULL, cents INTEGER NOT NULL);\n"


class Service:
    def __init__(self, folder):
        self.folder, self.path = folder, str(folder / "service.db")
        connection = sqlite3.connect(self.path)
        connection.executescript("""
            CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL, recovery_code TEXT NOT NULL);
            CREATE TABLE bookings (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id),
              day TEXT NOT NULL, text TEXT NOT NULL, cents INTEGER NOT NULL);
        """)
        with connection:
            connection.executemany("INSERT INTO members VALUES (?, ?, ?)", MEMBERS)
            connection.executemany("INSERT INTO bookings VALUES (?, ?, ?, ?, ?)", BOOKINGS)
        connection.close()

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def book(self, member):
        return self.query("SELECT day, text, cents FROM bookings WHERE member_id = ? ORDER BY id", member)

    def add(self, member, text, cents=5):
        connection = sqlite3.connect(self.path)
        with connection:
            row = (member, "2024-06-01", text, cents)
            connection.execute("INSERT INTO bookings (member_id, day, text, cents) VALUES (?, ?, ?, ?)", row)
        connection.close()

    def others(self):
        """All that Ada's imports have nothing to do with."""
        tables = self.query("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        files = sorted(path.name for path in self.folder.iterdir())
        if {"bookings", "members"} - {name for _, name, _ in tables}:
            return tables, files
        rest = self.query("SELECT * FROM bookings WHERE member_id <> ? ORDER BY id", ADA)
        return tables, self.query("SELECT * FROM members ORDER BY id"), rest, files


@fixture
def service(work):
    return Service(work)
