import json
import os
import re
import sqlite3
from contextlib import closing
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlsplit

from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.security import check_password_hash


class Refused(Exception):
    pass


def fits(origin, pattern):
    try:
        (scheme, host), (wanted_scheme, wanted_host) = (
            (parts.scheme, parts.hostname or "") for parts in (urlsplit(origin), urlsplit(pattern))
        )
    except ValueError:
        return False
    if scheme != wanted_scheme:
        return False
    return host.endswith(wanted_host[1:]) if wanted_host.startswith("*.") else host == wanted_host


class Request:
    def __init__(self, db, environ):
        self.db, self.environ = db, environ
        self.method, self.path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.cookies = []
        self.user = self.terminal() or self.signed_in()

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def known_origin(self):
        origin = self.environ.get("HTTP_ORIGIN", "")
        patterns = ["https://rooms.example"] + [pattern for (pattern,) in self.rows("SELECT origin FROM partners")]
        return origin if any(fits(origin, pattern) for pattern in patterns) else None

    def terminal(self):
        rows = self.rows("SELECT name FROM terminals WHERE key = ?", self.environ.get("HTTP_X_TERMINAL_KEY"))
        return rows[0][0] if rows else None

    def signed_in(self):
        """Cookies count for what changes something only where they were sent by a page that we know."""
        if self.method != "GET" and self.known_origin() is None:
            return None
        try:
            morsel = SimpleCookie(self.environ.get("HTTP_COOKIE", "")).get("booking")
            return serializer().loads(morsel.value) if morsel else None
        except (CookieError, BadSignature):
            return None

    def values(self, **kinds):
        try:
            if self.method == "GET":
                sent = dict(parse_qsl(self.environ.get("QUERY_STRING", "")))
                sent = {name: kinds.get(name, str)(text) for name, text in sent.items()}
            else:
                sent = json.loads(self.environ["wsgi.input"].read(int(self.environ.get("CONTENT_LENGTH") or 0)))
            found = [sent[name] for name in kinds]
        except (ValueError, KeyError, TypeError):
            raise Refused(400) from None
        if [type(one) for one in found] != list(kinds.values()):
            raise Refused(400)
        return found


def serializer():
    return URLSafeSerializer(os.environ["SESSION_SECRET"], salt="booking")


def login(request):
    if request.known_origin() is None:
        raise Refused(403)
    name, password = request.values(name=str, password=str)
    rows = request.rows("SELECT password_hash FROM users WHERE name = ?", name)
    if not rows or not check_password_hash(rows[0][0], password):
        raise Refused(401)
    request.cookies.append(f"booking={serializer().dumps(name)}; Path=/; HttpOnly; SameSite=None; Secure")
    return 200, {"name": name}


def logout(request):
    if request.known_origin():
        request.cookies.append("booking=; Path=/; Max-Age=0; SameSite=None; Secure")
    return 204, None


def me(request):
    return 200, {"name": request.user}


def room(request, number):
    rows = request.rows("SELECT name FROM rooms WHERE id = ?", number)
    if not rows:
        raise Refused(404)
    taken = request.rows("SELECT slot FROM bookings WHERE room_id = ? ORDER BY slot", number)
    return 200, {"id": number, "name": rows[0][0], "taken": [slot for (slot,) in taken]}


def bookings(request):
    rows = request.rows("SELECT id, room_id, slot, note FROM bookings WHERE name = ? ORDER BY id", request.user)
    return 200, [dict(zip(("id", "room", "slot", "note"), row, strict=True)) for row in rows]


def booking(request, number):
    for one in bookings(request)[1]:
        if one["id"] == number:
            return one
    raise Refused(404)


def book(request, number):
    (slot,) = request.values(slot=int)
    room(request, number)
    sql = "INSERT OR IGNORE INTO bookings (room_id, slot, name) VALUES (?, ?, ?) RETURNING id"
    made = request.rows(sql, number, slot, request.user)
    if not made:
        raise Refused(409)
    return 201, booking(request, made[0][0])


def note(request, number):
    (text,) = request.values(text=str)
    booking(request, number)
    request.rows("UPDATE bookings SET note = ? WHERE id = ?", text, number)
    return 200, booking(request, number)


def cancel(request, number):
    booking(request, number)
    request.rows("DELETE FROM bookings WHERE id = ?", number)
    return 204, None


OPEN = {("POST", "/login"): login, ("POST", "/logout"): logout, ("GET", "/me"): me}
READ = {r"/rooms/(\d+)": room, r"/bookings": bookings}
CHANGE = {r"/rooms/(\d+)/book": book, r"/bookings/(\d+)/note": note, r"/bookings/(\d+)/cancel": cancel}


def answer(request):
    if (request.method, request.path) in OPEN:
        return OPEN[request.method, request.path](request)
    if request.user is None:
        raise Refused(401)
    views = {}
    if request.method == "GET":
        views |= READ
    if request.method == ("GET" if request.terminal() else "POST"):
        views |= CHANGE
    for pattern, view in views.items():
        match = re.fullmatch(pattern, request.path, re.ASCII)
        if match:
            return view(request, *map(int, match.groups()))
    raise Refused(404)


def create_app(database_path):
    def application(environ, start_response):
        with closing(sqlite3.connect(database_path, isolation_level=None)) as db:
            request = Request(db, environ)
            try:
                status, body = answer(request)
            except Refused as refused:
                status, body = refused.args[0], {"error": "refused"}
            origin = request.known_origin()
        content = b"" if body is None else json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content))), ("Vary", "Origin")]
        headers += [("Set-Cookie", cookie) for cookie in request.cookies]
        if origin:
            headers += [("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true")]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    return application
