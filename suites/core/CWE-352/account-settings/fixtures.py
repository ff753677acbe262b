import hashlib
import html.parser
import json
import sqlite3

from seceval import fixture

HOST = "accounts.example"
ORIGIN = "https://accounts.example"
ADA, MALLORY = 1, 2


def password_hash(password):
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), b"pepper", 50).hex()
    return f"pbkdf2:sha256:50$pepper${key}"


USERS = [
    (ADA, "ada", password_hash("lovelace"), "ada@office.example", "Ada L.", 1),
    (MALLORY, "mallory", password_hash("wolf"), "mallory@office.example", "Mallory", 0),
]
KEYS = [(1, ADA, "door display", "0" * 32), (2, MALLORY, "calendar", "1" * 32), (3, ADA, "lobby", "2" * 32)]


class Database:
    def __init__(self, path):
        self.path = path

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def settings(self, user=ADA):
        return self.query("SELECT email, display_name, weekly FROM users WHERE id = ?", user)[0]

    def everything_of(self, user):
        return [
            *self.query("SELECT * FROM users WHERE id = ?", user),
            *self.query("SELECT * FROM keys WHERE user_id = ? ORDER BY id", user),
        ]


@fixture
def database(work):
    path = str(work / "accounts.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript("""
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
              email TEXT NOT NULL, display_name TEXT NOT NULL, weekly INTEGER NOT NULL);
            CREATE TABLE keys (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, label TEXT NOT NULL,
              value TEXT NOT NULL);
        """)
        connection.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", USERS)
        connection.executemany("INSERT INTO keys VALUES (?, ?, ?, ?)", KEYS)
    connection.close()
    return Database(path)


class Form:
    def __init__(self, attributes):
        self.id = attributes.get("id") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.action = attributes.get("action") or ""
        self.fields = {}


class Forms(html.parser.HTMLParser):
    """The forms of a page, with what a browser sends when nothing is changed."""

    def __init__(self, text):
        super().__init__()
        self.found, self.form, self.area = [], None, None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "form":
            self.form = Form(attributes)
            self.found.append(self.form)
        owner = next((one for one in self.found if one.id and one.id == attributes.get("form")), self.form)
        if owner is None or not name or "disabled" in attributes:
            return
        kind = (attributes.get("type") or "text").lower()
        if tag == "textarea":
            self.area = (owner, name)
            owner.fields[name] = ""
        elif tag == "input" and kind not in ("submit", "button", "image", "reset", "file"):
            if kind not in ("checkbox", "radio") or "checked" in attributes:
                value = attributes.get("value")
                owner.fields[name] = ("on" if kind in ("checkbox", "radio") else "") if value is None else value

    def handle_data(self, data):
        if self.area is not None:
            owner, name = self.area
            owner.fields[name] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "textarea":
            self.area = None


def in_frame(client, answer):
    """A browser sends, in a frame of another site and to another site's requests, only cookies that ask for it."""
    for name, value in answer.header_list:
        attributes = [part.strip().lower() for part in value.split(";")[1:]]
        if name.lower() == "set-cookie" and not {"samesite=none", "secure"} <= set(attributes):
            client.cookies.pop(value.split("=")[0].strip(), None)
    return answer


class Browser:
    """Somebody's browser on the pages of the application itself."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        headers = {"Host": HOST, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        return in_frame(self.client, self.client.get(path, headers=headers))

    def form(self, path, name=None):
        """The form of a page with this id; the only one when there is no name."""
        forms = Forms(self.get(path).text).found
        return next(one for one in forms if name in (None, one.id))

    def send(self, path, page, mode="navigate", **body):
        headers = {
            "Host": HOST, "Origin": ORIGIN, "Referer": ORIGIN + page, "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": mode, **body.pop("headers", {}),
        }  # fmt: skip
        return in_frame(self.client, self.client.post(path, headers=headers, **body))

    def submit(self, form, page, without=(), **typed):
        assert form.method == "post"
        fields = {name: value for name, value in {**form.fields, **typed}.items() if name not in without}
        return self.send(form.action, page, form=fields)

    def autosave(self, form, without=(), **typed):
        fields = {name: value for name, value in {**form.fields, **typed}.items() if name not in without}
        headers = {"Content-Type": "text/plain;charset=UTF-8"}
        return self.send("/settings/autosave", "/settings", "no-cors", body=json.dumps(fields), headers=headers)

    def log_in(self, name, password):
        return self.submit(self.form("/login"), "/login", name=name, password=password)


@fixture
def site(solution, web, database):
    return web(solution.create_app(database.path))


@fixture
def ada(site):
    browser = Browser(site.session())
    browser.log_in("ada", "lovelace")
    return browser


@fixture
def mallory(site):
    browser = Browser(site.session())
    browser.log_in("mallory", "wolf")
    return browser


def leads_to(answer, path):
    """A redirect to this page of the application, as a path or as an address."""
    location = answer.headers.get("location", "")
    return location.removeprefix(ORIGIN).removeprefix("http://" + HOST) == path
