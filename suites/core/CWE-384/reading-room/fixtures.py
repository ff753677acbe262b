import hashlib
import sqlite3

from seceval import fixture

NOTES = ["Shelf 7 is closed.", "Keys are in the blue box."]
GUEST = {"user": None, "staff": False, "items": []}
PASSWORDS = {"ada": "mill-lane", "ben": "quay-seven", "liv": "blue-box"}
PINS = {"liv": "4711", "ben": "0815"}


def hashed(text):
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), b"salt", 1000).hex()
    return f"pbkdf2:sha256:1000$salt${digest}"


@fixture
def database(work):
    path = str(work / "room.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL, pin_hash TEXT);
            CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
        """)
        for name, password in PASSWORDS.items():
            pin = hashed(PINS[name]) if name in PINS else None
            connection.execute("INSERT INTO users VALUES (?, ?, ?)", (name, hashed(password), pin))
        connection.executemany("INSERT INTO notes (text) VALUES (?)", [(text,) for text in NOTES])
    connection.close()
    return path


class Browser:
    def __init__(self, client):
        self.client = client

    def state(self):
        return self.client.get("/basket").json()

    def user(self):
        return self.state()["user"]

    def put(self, item):
        return self.client.post("/basket", json={"item": item})

    def login(self, name):
        return self.client.post("/login", json={"name": name, "password": PASSWORDS[name]})

    def staff(self, pin):
        return self.client.post("/staff", json={"pin": pin})

    def notes(self):
        return self.client.get("/staff")

    def logout(self):
        return self.client.post("/logout")

    def copy(self):
        """Another browser with the same cookies, as they are now."""
        other = Browser(self.client.session())
        other.client.cookies.update(self.client.cookies)
        return other

    def another(self):
        return Browser(self.client.session())


@fixture
def browser(solution, web, database):
    return Browser(web(solution.create_app(database)))
