import hashlib
import json
import secrets
import sqlite3
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from werkzeug.security import check_password_hash, generate_password_hash

class Answer(Exception):
    def __init__(self, status, body=None):
        super().__init__(status)
        self.status, self.body = status, body


def fail(status, reason):
    raise Answer(status, {"error": reason})


def guest():
    return {"user": None, "staff": False, "items": []}


class Visit:
    """One request of a browser: its session, which is stored under a hash of the cookie's value."""

    def __init__(self, db, environ):
        self.db, self.environ = db, environ
        self.cookie = self.sent = self.value_of_cookie()
        row = db.execute("SELECT state FROM sessions WHERE id = ?", (self.id(self.sent),)).fetchone()
        self.state = json.loads(row[0]) if row else guest()
        if row is None:
            self.cookie = None

    def value_of_cookie(self):
        try:
            morsel = SimpleCookie(self.environ.get("HTTP_COOKIE", "")).get("session")
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    @staticmethod
    def id(value):
        return hashlib.sha256(value.encode()).hexdigest()

    def begin(self, **state):
        """A new session with this state in place of the one before."""
        self.end()
        self.state = {**guest(), **state}
        self.cookie = secrets.token_hex(24)
        row = (self.id(self.cookie), self.state["user"], json.dumps(self.state))
        self.db.execute("INSERT INTO sessions VALUES (?, ?, ?)", row)

    def end(self):
        if self.cookie is not None:
            self.db.execute("DELETE FROM sessions WHERE id = ?", (self.id(self.cookie),))
        self.cookie = None

    def text(self, *names):
        try:
            body = json.loads(self.environ["wsgi.input"].read(int(self.environ.get("CONTENT_LENGTH") or 0)))
        except ValueError:
            body = None
        if not isinstance(body, dict) or any(type(body.get(name)) is not str for name in names):
            fail(400, "not understood")
        return [body[name] for name in names]

    def matches(self, column, name, text):
        row = self.db.execute(f"SELECT {column} FROM users WHERE name = ?", (name,)).fetchone()
        return row is not None and row[0] is not None and check_password_hash(row[0], text)


def show(visit):
    return 200, visit.state


def put(visit):
    [item] = visit.text("item")
    if visit.cookie is None:
        visit.begin()
    visit.state["items"].append(item)
    values = (json.dumps(visit.state), visit.id(visit.cookie))
    visit.db.execute("UPDATE sessions SET state = ? WHERE id = ?", values)
    return 200, visit.state


def login(visit):
    name, password = visit.text("name", "password")
    if not visit.matches("password_hash", name, password):
        fail(401, "wrong name or password")
    visit.begin(user=name, items=visit.state["items"])
    return 200, visit.state


def staff(visit):
    [pin] = visit.text("pin")
    if not visit.matches("pin_hash", visit.state["user"], pin):
        fail(403, "no staff mode")
    visit.begin(user=visit.state["user"], items=visit.state["items"], staff=True)
    return 200, visit.state


def notes(visit):
    if not visit.state["staff"]:
        fail(403, "for the staff")
    return 200, {"notes": [row[0] for row in visit.db.execute("SELECT text FROM notes ORDER BY id")]}


def password(visit):
    old, new = visit.text("old", "new")
    user = visit.state["user"]
    if not visit.matches("password_hash", user, old):
        fail(403, "wrong password")
    visit.db.execute("UPDATE users SET password_hash = ? WHERE name = ?", (generate_password_hash(new), user))
    visit.db.execute("DELETE FROM sessions WHERE user = ? AND id <> ?", (user, visit.id(visit.cookie)))
    return 204, None


def logout(visit):
    visit.end()
    return 204, None


ROUTES = {
    "GET /basket": show,
    "POST /basket": put,
    "POST /login": login,
    "POST /staff": staff,
    "GET /staff": notes,
    "POST /password": password,
    "POST /logout": logout,
}


def create_app(database_path):
    def application(environ, start_response):
        db = sqlite3.connect(database_path)
        headers = [("Content-Type", "application/json")]
        try:
            with db:
                db.execute("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user TEXT, state TEXT)")
                visit = Visit(db, environ)
                route = ROUTES.get(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
                status, body = route(visit) if route else fail(404, "no such page")
                if visit.cookie and visit.cookie != visit.sent:
                    headers.append(("Set-Cookie", f"session={visit.cookie}; Path=/; HttpOnly; SameSite=Lax"))
                if visit.sent and visit.cookie is None:
                    headers.append(("Set-Cookie", "session=; Path=/; Max-Age=0"))
        except Answer as answer:
            status, body = answer.status, answer.body
        finally:
            db.close()
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [json.dumps(body).encode() if body is not None else b""]

    return application
