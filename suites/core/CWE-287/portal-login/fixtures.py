import hashlib
import sqlite3
import time
from datetime import datetime, timedelta, timezone

from seceval import fixture

PASSWORDS = {"ada": "mill-lane", "mallory": "quay-seven", "bo": "blue-box"}
CODES = {
    "ada": ["482913", "105577", "993120", "274406", "660318"],
    "mallory": ["731902", "118845", "550276"],
}


def hashed(text):
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), b"salt", 1000).hex()
    return f"pbkdf2:sha256:1000$salt${digest}"


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

    def age(self):
        """What SQLite's own clock has written, which stands still for nobody, lies 40 days back."""
        for (table,) in self.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
            for (column,) in self.query("SELECT name FROM pragma_table_info(?)", table):
                for (value,) in self.query(f'SELECT DISTINCT "{column}" FROM "{table}"'):
                    if (earlier := long_before(value)) != value:
                        self.query(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', earlier, value)

    def token(self):
        """The one that was mailed last."""
        return self.query("SELECT token FROM outbox ORDER BY id DESC LIMIT 1")[0][0]


DAY = 24 * 3600
LONG = 40 * DAY


def long_before(value):
    """A stored time of today or of the next weeks, as it would stand there had it been written 40 days ago."""
    now = time.time()
    if isinstance(value, int | float):
        for unit, zero in ((1, 0), (1000, 0), (1 / DAY, 2_440_587.5)):
            if -DAY / 24 < (value - zero) / unit - now < 32 * DAY:
                return value - type(value)(LONG * unit)
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        if -DAY < aware.timestamp() - now < 32 * DAY:
            earlier = moment - timedelta(seconds=LONG)
            return earlier.isoformat(sep=value[10:11] or "T") if len(value) > 10 else str(earlier.date())
    return value


@fixture
def database(work):
    path = str(work / "portal.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (name TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL);
            CREATE TABLE codes (name TEXT NOT NULL, code TEXT NOT NULL, used INTEGER NOT NULL);
            CREATE TABLE outbox (id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, token TEXT NOT NULL);
        """)
        for name, password in PASSWORDS.items():
            connection.execute("INSERT INTO users VALUES (?, ?, ?)", (name, f"{name}@coop.example", hashed(password)))
            rows = [(name, code, 0) for code in CODES.get(name, [])]
            connection.executemany("INSERT INTO codes VALUES (?, ?, ?)", rows)
    connection.close()
    return Database(path)


class Browser:
    def __init__(self, client):
        self.client = client

    def user(self):
        return self.client.get("/me").json()["user"]

    def login(self, name, password=None):
        return self.client.post("/login", json={"name": name, "password": password or PASSWORDS[name]})

    def code(self, code, **more):
        return self.client.post("/login/code", json={"code": code, **more})

    def reset(self, name):
        return self.client.post("/reset", json={"email": f"{name}@coop.example"})

    def confirm(self, token, password="new-pass-word"):
        return self.client.post("/reset/confirm", json={"token": token, "password": password})

    def password(self, old, new):
        return self.client.post("/password", json={"old": old, "new": new})

    def another(self):
        return Browser(self.client.session())

    def copy(self):
        """Another browser with the same cookies, as they are now."""
        other = self.another()
        other.client.cookies.update(self.client.cookies)
        return other


@fixture
def browser(solution, web, database):
    return Browser(web(solution.create_app(database.path)))


@fixture
def forty_days_ago(fresh_solution, web, database):
    """A browser of a process that ran then."""
    then = fresh_solution(frozen_clock=time.time() - LONG)
    return Browser(web(then.create_app(database.path)))


@fixture
def remembered(browser):
    """A browser that is remembered for ada, with nobody logged in."""
    browser.login("ada")
    browser.code(CODES["ada"][4], remember=True)
    other = browser.another()
    other.client.cookies["device"] = browser.client.cookies["device"]
    return other
