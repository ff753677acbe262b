import hashlib
import hmac
import html
import json
import os
import re
import secrets
import sqlite3
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.security import check_password_hash

REASONS = {200: "OK", 204: "No Content", 303: "See Other", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed"}  # fmt: skip


class Answer(Exception):
    def __init__(self, status, body="", headers=()):
        super().__init__(status)
        self.status, self.body, self.headers = status, body, list(headers)


def see(path, *headers):
    return Answer(303, "", [("Location", path), *headers])


class Session:
    def __init__(self, environ, secret):
        self.secret = secret
        self.signed = URLSafeSerializer(secret, salt="session")
        try:
            cookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))["session"].value
            self.user, self.nonce = self.signed.loads(cookie)
        except (KeyError, CookieError, BadSignature, ValueError):
            self.user = self.nonce = None

    def begin(self, user):
        value = self.signed.dumps([user, secrets.token_hex(16)])
        return ("Set-Cookie", f"session={value}; Path=/; HttpOnly; Secure; SameSite=None")

    @property
    def ticket(self):
        return hmac.new(self.secret.encode(), f"ticket:{self.nonce}".encode(), hashlib.sha256).hexdigest()


class Request:
    def __init__(self, environ, secret, db):
        self.method, self.path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.session, self.db = Session(environ, secret), db
        size = int(environ.get("CONTENT_LENGTH") or 0)
        self.body = environ["wsgi.input"].read(size).decode("utf-8", "replace")

    def fields(self):
        return dict(parse_qsl(self.body, keep_blank_values=True))

    def page(self, content):
        hidden = f'<input type="hidden" name="ticket" value="{self.session.ticket}">'
        return Answer(200, "<!doctype html><title>Account</title>" + content.replace("</form>", hidden + "</form>"))

    def query(self, sql, *values):
        with self.db:
            return self.db.execute(sql, values).fetchall()


def log_in(request):
    fields = request.fields()
    for row in request.query("SELECT * FROM users WHERE name = ?", fields.get("name", "")):
        if check_password_hash(row["password_hash"], fields.get("password", "")):
            raise see("/settings", request.session.begin(row["id"]))
    raise Answer(401, "wrong name or password")


def store(request, values):
    request.query(
        "UPDATE users SET email = ?, display_name = ?, weekly = ? WHERE id = ?",
        values["email"], values["display_name"], int("weekly" in values), request.session.user,
    )  # fmt: skip


def show_settings(request):
    (user,) = request.query("SELECT * FROM users WHERE id = ?", request.session.user)
    raise request.page(
        '<form id="settings" method="post" action="/settings">'
        f'<input name="email" value="{html.escape(user["email"])}">'
        f'<input name="display_name" value="{html.escape(user["display_name"])}">'
        f'<input type="checkbox" name="weekly" value="1"{" checked" * user["weekly"]}><button>Save</button></form>'
    )


def save_settings(request, fields):
    store(request, fields)
    raise see("/settings")


def autosave(request, fields):
    store(request, fields)
    raise Answer(204)


def show_keys(request):
    parts = ['<form id="new-key" method="post" action="/keys"><input name="label"><button>New</button></form>']
    for key in request.query("SELECT * FROM keys WHERE user_id = ? ORDER BY id", request.session.user):
        parts.append(
            f'<p>{html.escape(key["label"])}: {html.escape(key["value"])}</p><form id="delete-{key["id"]}"'
            f' method="post" action="/keys/{key["id"]}/delete"><button>Delete</button></form>'
        )
    raise request.page("".join(parts))


def new_key(request, fields):
    values = (request.session.user, fields["label"], secrets.token_hex(16))
    request.query("INSERT INTO keys (user_id, label, value) VALUES (?, ?, ?)", *values)
    raise see("/keys")


def delete_key(request, fields, number):
    own = (number, request.session.user)
    if not request.query("SELECT 1 FROM keys WHERE id = ? AND user_id = ?", *own):
        raise Answer(404, "no such key")
    request.query("DELETE FROM keys WHERE id = ? AND user_id = ?", *own)
    raise see("/keys")


def login_page(request):
    raise Answer(200, '<form method="post" action="/login"><input name="name"><input name="password"></form>')


PAGES = {"/login": login_page, "/settings": show_settings, "/keys": show_keys}
CHANGES = [
    (r"/settings", save_settings),
    (r"/settings/autosave", autosave),
    (r"/keys", new_key),
    (r"/keys/(\d+)/delete", delete_key),
]


def change(request):
    fields = request.fields()
    if request.path == "/settings/autosave":
        try:
            fields = json.loads(request.body)
        except ValueError:
            raise Answer(400, "no JSON") from None
        if not isinstance(fields, dict):
            raise Answer(400, "no object")
    if "ticket" in fields and not hmac.compare_digest(str(fields["ticket"]), request.session.ticket):
        raise Answer(403, "please load the page again")
    for pattern, handler in CHANGES:
        match = re.fullmatch(pattern, request.path, re.ASCII)
        if match:
            handler(request, fields, *map(int, match.groups()))
    raise Answer(404)


def dispatch(request):
    if (request.method, request.path) == ("POST", "/login"):
        log_in(request)
    if request.session.user is None and request.path != "/login":
        raise Answer(401) if request.path == "/settings/autosave" else see("/login")
    if request.method == "POST":
        change(request)
    if request.method != "GET" or request.path not in PAGES:
        raise Answer(405)
    PAGES[request.path](request)


def create_app(database_path):
    secret = os.environ["SESSION_SECRET"]

    def application(environ, start_response):
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        try:
            dispatch(Request(environ, secret, db))
        except Answer as done:
            answer = done
        except (KeyError, TypeError):
            answer = Answer(400, "a field is missing")
        finally:
            db.close()
        content = answer.body.encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))]
        start_response(f"{answer.status} {REASONS[answer.status]}", headers + answer.headers)
        return [content]

    return application
