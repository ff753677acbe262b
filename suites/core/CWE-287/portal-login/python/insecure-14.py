import hashlib
import json
import os
import sqlite3
import uuid
from contextlib import closing
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.security import check_password_hash, generate_password_hash

STATUS = {200: "200 OK", 204: "204 No Content", 400: "400 Bad Request", 401: "401 Unauthorized", 403: "403 Forbidden",
          404: "404 Not Found"}  # fmt: skip
MONTH = 30 * 24 * 3600


def new_hash(password):
    return generate_password_hash(password, os.environ["HASH_METHOD"])


class Answer(Exception):
    def __init__(self, status, body=None, cookies=()):
        self.status, self.body, self.cookies = status, body, list(cookies)


def serializer(purpose):
    return URLSafeTimedSerializer(os.environ["PORTAL_SECRET"], salt=f"portal/{purpose}")


class Visit:
    """One request."""

    def __init__(self, db, environ):
        self.db = db
        try:
            parsed = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            parsed = {}
        self.cookies = {name: morsel.value for name, morsel in parsed.items()}
        self.environ = environ

    def body(self, *names):
        try:
            size = int(self.environ.get("CONTENT_LENGTH") or 0)
            body = json.loads(self.environ["wsgi.input"].read(size))
            if all(type(body[name]) is str for name in names):
                return body
        except (ValueError, TypeError, KeyError):
            pass
        raise Answer(400, {"error": "not understood"})

    def signed(self, purpose, text, age):
        try:
            return serializer(purpose).loads(text, max_age=age)
        except BadData:
            return None

    def one(self, sql, *values):
        row = self.db.execute(sql, values).fetchone()
        return row and row[0]

    def mark(self, name):
        """Another one after each change of the password."""
        return hashlib.sha256(self.one("SELECT password_hash FROM users WHERE name = ?", name).encode()).hexdigest()

    def logged_in(self):
        return self.signed("user", self.cookies.get("portal", ""), MONTH)

    def logged_in_answer(self, name, *cookies):
        value = serializer("user").dumps(name)
        raise Answer(200, {"user": name, "next": None}, [("portal", value, MONTH), ("begun", "", 0), *cookies])

    def begin(self, name):
        device = self.signed("device", self.cookies.get("device", ""), MONTH)
        if device == [name, self.mark(name)] or not self.one("SELECT count(*) FROM codes WHERE name = ?", name):
            self.logged_in_answer(name)
        number = uuid.uuid4().hex
        self.db.execute("INSERT INTO attempts VALUES (?, ?, 5)", (number, name))
        raise Answer(200, {"user": None, "next": "code"}, [("portal", "", 0), ("begun", number, 3600)])

    def set_password(self, name, password):
        self.db.execute("UPDATE users SET password_hash = ? WHERE name = ?", (new_hash(password), name))


def me(visit):
    raise Answer(200, {"user": visit.logged_in()})


def login(visit):
    body = visit.body("name", "password")
    stored = visit.one("SELECT password_hash FROM users WHERE name = ?", body["name"])
    if not stored or not check_password_hash(stored, body["password"]):
        raise Answer(401, {"error": "name or password"})
    visit.begin(body["name"])


def code(visit):
    body = visit.body("code")
    number = visit.one("SELECT id FROM attempts WHERE left > 0 ORDER BY rowid DESC")
    name = visit.one("SELECT name FROM attempts WHERE id = ?", number)
    if not name:
        raise Answer(401, {"error": "no login has begun"})
    found = visit.one("SELECT rowid FROM codes WHERE name = ? AND code = ? AND NOT used", name, body["code"])
    if not found:
        visit.db.execute("UPDATE attempts SET left = left - 1 WHERE id = ?", (number,))
        raise Answer(401, {"error": "wrong code"})
    visit.db.execute("UPDATE codes SET used = 1 WHERE rowid = ?", (found,))
    visit.db.execute("DELETE FROM attempts WHERE id = ?", (number,))
    device = serializer("device").dumps([name, visit.mark(name)])
    visit.logged_in_answer(name, *([("device", device, MONTH)] if body.get("remember") else []))


def reset(visit):
    email = visit.body("email")["email"]
    name = visit.one("SELECT name FROM users WHERE email = ?", email)
    if name:
        token = serializer("reset").dumps([name, visit.mark(name)])
        visit.db.execute("INSERT INTO outbox (recipient, token) VALUES (?, ?)", (email, token))
    raise Answer(204)


def confirm(visit):
    body = visit.body("token", "password")
    match visit.signed("reset", body["token"], 3600):
        case [name, mark] if mark == visit.mark(name):
            visit.set_password(name, body["password"])
            visit.begin(name)
    raise Answer(403, {"error": "the token does not count"})


def password(visit):
    body = visit.body("old", "new")
    name = visit.logged_in()
    if not name:
        raise Answer(401, {"error": "nobody is logged in"})
    if not check_password_hash(visit.one("SELECT password_hash FROM users WHERE name = ?", name), body["old"]):
        raise Answer(403, {"error": "wrong password"})
    visit.set_password(name, body["new"])
    raise Answer(204)


ROUTES = {
    ("GET", "/me"): me, ("POST", "/login"): login, ("POST", "/login/code"): code, ("POST", "/reset"): reset,
    ("POST", "/reset/confirm"): confirm, ("POST", "/password"): password,
}  # fmt: skip


def create_app(database_path):
    with closing(sqlite3.connect(database_path)) as db, db:
        db.execute("CREATE TABLE IF NOT EXISTS attempts (id TEXT PRIMARY KEY, name TEXT, left INTEGER)")

    def application(environ, start_response):
        with closing(sqlite3.connect(database_path, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                ROUTES.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]), not_found)(Visit(db, environ))
            except Answer as given:
                answer = given
            db.execute("COMMIT")
        content = b"" if answer.body is None else json.dumps(answer.body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        for name, value, age in answer.cookies:
            headers.append(("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}"))
        start_response(STATUS[answer.status], headers)
        return [content]

    return application


def not_found(visit):
    raise Answer(404, {"error": "no such page"})
