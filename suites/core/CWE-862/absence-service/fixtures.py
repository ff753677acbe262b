import sqlite3

from seceval import fixture

ADA, BO, CLEO, DAN, EVE, HANA = 1, 2, 3, 4, 5, 6
PEOPLE = [
    (ADA, "Ada", 1, "manager"),
    (BO, "Bo", 1, "employee"),
    (CLEO, "Cleo", 1, "employee"),
    (DAN, "Dan", 2, "manager"),
    (EVE, "Eve", 2, "employee"),
    (HANA, "Hana", 3, "staff"),
]
ABSENCES = [
    # id, person, starts, ends, kind, reason, status
    (1, BO, "2024-05-01", "2024-05-03", "holiday", "wedding of a cousin", "requested"),
    (2, BO, "2024-02-05", "2024-02-09", "ill", "torn meniscus", "approved"),
    (3, CLEO, "2024-03-11", "2024-03-12", "ill", "Migraine", "approved"),
    (4, EVE, "2024-02-26", "2024-03-01", "ill", "burnout clinic", "approved"),
    (5, EVE, "2024-07-01", "2024-07-05", "holiday", "Lisbon", "requested"),
    (6, ADA, "2024-08-01", "2024-08-10", "holiday", "sailing", "requested"),
    (7, DAN, "2024-01-08", "2024-01-08", "ill", "root canal", "approved"),
    (8, HANA, "2024-09-02", "2024-09-06", "holiday", "Crete", "requested"),
    (9, BO, "2023-11-06", "2023-11-07", "ill", "influenza", "approved"),
    (10, CLEO, "2024-10-01", "2024-10-02", "ill", "hand surgery", "requested"),
]


class Database:
    def __init__(self, path):
        self.path = path

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def absences(self):
        return self.query("SELECT * FROM absences ORDER BY id")


@fixture
def database(work):
    path = str(work / "absences.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, team_id INTEGER NOT NULL,
              role TEXT NOT NULL);
            CREATE TABLE absences (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, starts TEXT NOT NULL,
              ends TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, status TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", PEOPLE)
        connection.executemany("INSERT INTO absences VALUES (?, ?, ?, ?, ?, ?, ?)", ABSENCES)
    connection.close()
    return Database(path)


@fixture
def client(solution, web, database):
    return web(solution.create_app(database.path))


@fixture
def ask(client):
    """ask(person, method, path, body): a request of a person who is logged in."""

    def request(person, method, path, body=None):
        return client.request(method, path, json=body, headers={"X-Person": str(person)})

    return request
