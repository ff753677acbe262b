import hashlib
import sqlite3

from seceval import fixture

CODE, MAINTENANCE = "maple-4417", "c2b7e6a95d1f4083"


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
        tables = ("admins", "devices", "readings")
        return {table: sorted(self.query(f"SELECT * FROM {table}"), key=repr) for table in tables}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


class Server:
    def __init__(self, client):
        self.client = client

    def setup(self, name="ada", password="quay-lane", code=CODE):
        return self.client.post("/setup", json={"code": code, "name": name, "password": password})

    def login(self, name="ada", password="quay-lane"):
        return bearer(self.client.post("/login", json={"name": name, "password": password}).json()["token"])

    def announce(self, serial="M-1"):
        return self.client.post("/devices/announce", json={"serial": serial}).json()

    def approve(self, admin, serial, code, room="7b"):
        return self.client.post(f"/devices/{serial}/approve", json={"code": code, "room": room}, headers=admin)

    def collect(self, serial, ticket):
        return self.client.post(f"/devices/{serial}/collect", json={"ticket": ticket})

    def pair(self, admin, serial="M-1"):
        """The key of a monitor that has been paired."""
        announced = self.announce(serial)
        self.approve(admin, serial, announced["code"])
        return self.collect(serial, announced["ticket"]).json()["key"]

    def read(self, key, serial="M-1", day="2024-05-01", co2=640):
        headers = {} if key is None else {"X-Device-Key": key}
        return self.client.post("/readings", json={"serial": serial, "day": day, "co2": co2}, headers=headers)


def hashed(text):
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), b"salt", 1000).hex()
    return f"pbkdf2:sha256:1000$salt${digest}"


def make(path, admins):
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
            CREATE TABLE admins (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL);
            CREATE TABLE devices (serial TEXT PRIMARY KEY, status TEXT NOT NULL, room TEXT, code TEXT, ticket TEXT,
              key TEXT);
            CREATE TABLE readings (id INTEGER PRIMARY KEY, serial TEXT NOT NULL, day TEXT NOT NULL,
              co2 INTEGER NOT NULL);
        """)
        connection.executemany("INSERT INTO admins VALUES (?, ?)", admins)
    connection.close()
    return Database(str(path))


@fixture
def database(work):
    """Of a server that is in use."""
    return make(work / "air.db", [("ada", hashed("quay-lane"))])


@fixture
def server(solution, web, database):
    return Server(web(solution.create_app(database.path)))


@fixture
def new_server(solution, web, work):
    return Server(web(solution.create_app(make(work / "new.db", []).path)))


@fixture
def admin(server):
    return server.login()
