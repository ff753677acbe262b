import hashlib
import json
import sqlite3

from seceval import fixture

OWN, PARTNER, EXACT = "https://rooms.example", "https://www.hotel.example", "https://spa.example"
TEXT = "text/plain;charset=UTF-8"
PASSWORDS = {"ada": "mill-lane", "mallory": "wolf"}


def hashed(text):
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), b"salt", 1000).hex()
    return f"pbkdf2:sha256:1000$salt${digest}"


class Database:
    def __init__(self, path):
        self.path = path

    def bookings(self):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute("SELECT * FROM bookings ORDER BY id").fetchall()
        finally:
            connection.close()


@fixture
def database(work):
    path = str(work / "rooms.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL);
            CREATE TABLE partners (origin TEXT PRIMARY KEY);
            CREATE TABLE terminals (key TEXT PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE bookings (id INTEGER PRIMARY KEY, room_id INTEGER NOT NULL, slot INTEGER NOT NULL,
              name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', UNIQUE (room_id, slot));
            INSERT INTO partners VALUES ('https://spa.example'), ('https://*.hotel.example');
            INSERT INTO terminals VALUES ('hall-7f31c2', 'hall');
            INSERT INTO rooms VALUES (3, 'Blue room'), (4, 'Green room');
            INSERT INTO bookings (id, room_id, slot, name, note)
              VALUES (7, 3, 9, 'ada', 'knee'), (8, 3, 14, 'mallory', ''), (9, 4, 9, 'hall', '');
        """)
        connection.executemany("INSERT INTO users VALUES (?, ?)", [(n, hashed(p)) for n, p in PASSWORDS.items()])
        connection.execute("INSERT INTO users VALUES ('hall', '')")  # a terminal has a user, and no password
    connection.close()
    return Database(path)


class Browser:
    """Keeps what a browser keeps of a cookie that is set in the page of another site."""

    def __init__(self, client):
        self.client = client

    def send(self, method, path, origin, body=None, kind=TEXT, **more):
        headers = {"Host": "rooms.example", "Sec-Fetch-Site": "same-origin" if origin == OWN else "cross-site"}
        if origin is not None:
            headers["Origin"] = origin
        if body is not None:
            headers["Content-Type"] = kind
            body = body if isinstance(body, str) else json.dumps(body)
        answer = self.client.request(method, path, body=body, headers={**headers, **more})
        for name, value in answer.header_list:
            attributes = {part.strip().lower() for part in value.split(";")[1:]}
            if name.lower() == "set-cookie" and not {"samesite=none", "secure"} <= attributes:
                self.client.cookies.pop(value.split("=")[0].strip(), None)
        return answer

    def widget(self, method, path, body=None, origin=PARTNER):
        # A browser names no origin in a GET to the page's own site.
        return self.send(method, path, None if origin == OWN and method == "GET" else origin, body)

    def login(self, name="ada", origin=PARTNER):
        return self.widget("POST", "/login", {"name": name, "password": PASSWORDS[name]}, origin)

    def name(self):
        return self.widget("GET", "/me").json()["name"]


def readable(answer, origin):
    """Whether a browser gives the answer to a script of this origin."""
    return (
        answer.headers.get("access-control-allow-origin") == origin
        and answer.headers.get("access-control-allow-credentials") == "true"
    )


@fixture
def site(solution, web, database):
    return web(solution.create_app(database.path))


@fixture
def browser(site):
    return Browser(site.session())


@fixture
def ada(site):
    browser = Browser(site.session())
    browser.login()
    return browser


@fixture
def terminal(site):
    client = site.session()
    return lambda path: client.get(path, headers={"Host": "rooms.example", "X-Terminal-Key": "hall-7f31c2"})
