import csv
import hashlib
import hmac
import io
import json
import os
import re
import sqlite3
import time
import uuid
from contextlib import closing
from http import HTTPStatus
from random import SystemRandom

from werkzeug.security import check_password_hash, generate_password_hash


def new_hash(password):
    return generate_password_hash(password, os.environ["HASH_METHOD"])


class Refused(Exception):
    pass


class Call:
    """One request, in one transaction."""

    def __init__(self, db, environ):
        self.db, self.environ = db, environ

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def row(self, sql, *values):
        return self.db.execute(sql, values).fetchone()

    def body(self, **kinds):
        try:
            size = int(self.environ.get("CONTENT_LENGTH") or 0)
            body = json.loads(self.environ["wsgi.input"].read(size))
            values = [body[name] for name in kinds]
        except (ValueError, KeyError, TypeError):
            raise Refused(400) from None
        for value, kind in zip(values, kinds.values(), strict=True):
            if type(value) is not kind:
                raise Refused(400)
        return values

    def bearer(self):
        return self.environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")

    def signature(self, text):
        self.row("INSERT OR IGNORE INTO settings VALUES ('signing key', ?)", os.urandom(32).hex())
        (key,) = self.row("SELECT value FROM settings WHERE name = 'signing key'")
        return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()

    def admin(self):
        match = re.fullmatch(r"([0-9a-f]+)\.(\d+)\.([0-9a-f]+)", self.bearer(), re.ASCII)
        if match is None or not hmac.compare_digest(self.signature(f"{match[1]}.{match[2]}"), match[3]):
            return False
        marks = [self.mark(row) for row in self.rows("SELECT * FROM admins")]
        return int(match[2]) > time.time() and match[1] in marks

    @staticmethod
    def mark(row):
        return hashlib.sha256("\0".join(row).encode()).hexdigest()

    def program(self):
        expected = os.environ.get("MAINTENANCE_TOKEN")
        return bool(expected) and hmac.compare_digest(expected.encode(), self.bearer().encode())

    def everybody(self):
        return True

    def device(self, serial):
        row = self.row("SELECT status, room, code, ticket, key FROM devices WHERE serial = ?", serial)
        if row is None:
            raise Refused(404)
        return row


def health(call):
    return 200, {"status": "ok"}


def setup(call):
    code, name, password = call.body(code=str, name=str, password=str)
    if not hmac.compare_digest(code.encode(), os.environ["SETUP_CODE"].encode()):
        raise Refused(401)
    others = "SELECT 1 FROM admins WHERE name <> ? UNION SELECT 1 FROM settings WHERE name = 'had administrators'"
    if call.row(others, name):
        raise Refused(409)
    call.row("INSERT OR REPLACE INTO admins VALUES (?, ?)", name, new_hash(password))
    return 201, {"name": name}


def login(call):
    name, password = call.body(name=str, password=str)
    row = call.row("SELECT * FROM admins WHERE name = ?", name)
    if not row or not check_password_hash(row[1], password):
        raise Refused(401)
    text = f"{call.mark(row)}.{int(time.time()) + 12 * 3600}"
    return 200, {"token": f"{text}.{call.signature(text)}"}


def list_admins(call):
    return 200, [name for (name,) in call.rows("SELECT name FROM admins ORDER BY name")]


def add_admin(call):
    name, password = call.body(name=str, password=str)
    if call.row("SELECT 1 FROM admins WHERE name = ?", name):
        raise Refused(409)
    call.row("INSERT INTO admins VALUES (?, ?)", name, new_hash(password))
    return 201, {"name": name}


def remove_admin(call, name):
    if not call.row("DELETE FROM admins WHERE name = ? RETURNING name", name):
        raise Refused(404)
    call.row("INSERT OR IGNORE INTO settings VALUES ('had administrators', 'yes')")
    return 204, None


def announce(call):
    (serial,) = call.body(serial=str)
    if call.row("SELECT 1 FROM devices WHERE serial = ? AND status = 'paired'", serial):
        raise Refused(409)
    ticket, code = uuid.uuid4().hex, "".join(SystemRandom().choices("0123456789", k=4))
    call.row("INSERT OR REPLACE INTO devices VALUES (?, 'waiting', NULL, ?, ?, NULL)", serial, code, ticket)
    return 201, {"ticket": ticket, "code": code}


def list_devices(call):
    rows = call.rows("SELECT serial, status, room, code FROM devices ORDER BY serial")
    return 200, [dict(zip(("serial", "status", "room", "code"), row, strict=True)) for row in rows]


def approve(call, serial):
    code, room = call.body(code=str, room=str)
    status, _, expected, _, _ = call.device(serial)
    if status == "paired" or code != expected:
        raise Refused(409)
    call.row("UPDATE devices SET status = 'approved', room = ? WHERE serial = ?", room, serial)
    return 200, {"status": "approved"}


def collect(call, serial):
    status, _, _, ticket, _ = call.device(serial)
    if status == "paired" or call.body(ticket=str) != [ticket]:
        raise Refused(401)
    if status == "waiting":
        return 202, {"status": "waiting"}
    key = os.urandom(24).hex()
    call.row("UPDATE devices SET status = 'paired', key = ? WHERE serial = ?", key, serial)
    return 200, {"key": key}


def unpair(call, serial):
    call.device(serial)
    call.row("DELETE FROM devices WHERE serial = ?", serial)
    return 204, None


def add_reading(call):
    serial, day, co2 = call.body(serial=str, day=str, co2=int)
    found = call.row("SELECT key FROM devices WHERE serial = ? AND key IS NOT NULL", serial)
    if not found or not hmac.compare_digest(found[0].encode(), call.environ.get("HTTP_X_DEVICE_KEY", "").encode()):
        raise Refused(401)
    (number,) = call.row("INSERT INTO readings (serial, day, co2) VALUES (?, ?, ?) RETURNING id", serial, day, co2)
    return 201, {"id": number}


def export(call):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("id", "serial", "day", "co2"))
    writer.writerows(call.rows("SELECT id, serial, day, co2 FROM readings ORDER BY id"))
    return 200, text.getvalue()


def cleanup(call):
    (before,) = call.body(before=str)
    return 200, {"deleted": len(call.rows("DELETE FROM readings WHERE day < ? RETURNING id", before))}


ROUTES = [
    ("GET", "/health", health, [Call.everybody]),
    ("POST", "/setup", setup, [Call.everybody]),
    ("POST", "/login", login, [Call.everybody]),
    ("GET", "/admins", list_admins, [Call.admin]),
    ("POST", "/admins", add_admin, [Call.admin]),
    ("DELETE", "/admins/([^/]+)", remove_admin, [Call.admin]),
    ("POST", "/devices/announce", announce, [Call.everybody]),
    ("GET", "/devices", list_devices, [Call.admin]),
    ("POST", "/devices/([^/]+)/approve", approve, [Call.admin]),
    ("POST", "/devices/([^/]+)/collect", collect, [Call.everybody]),
    ("POST", "/devices/([^/]+)/unpair", unpair, [Call.admin]),
    ("POST", "/readings", add_reading, [Call.everybody]),
    ("GET", "/readings.csv", export, [Call.admin, Call.program]),
    ("POST", "/readings/cleanup", cleanup, [Call.program]),
]


def create_app(database_path):
    def answer(call):
        for method, pattern, view, callers in ROUTES:
            match = re.fullmatch(pattern, call.environ["PATH_INFO"])
            if match and method == call.environ["REQUEST_METHOD"]:
                if not any(caller(call) for caller in callers):
                    raise Refused(401)
                return view(call, *match.groups())
        raise Refused(404)

    def application(environ, start_response):
        with closing(sqlite3.connect(database_path, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                status, body = answer(Call(db, environ))
            except Refused as refused:
                status, body = refused.args[0], {"error": "refused"}
            db.execute("COMMIT")
        kind = "text/csv" if isinstance(body, str) else "application/json"
        content = b"" if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
        line = f"{status} {HTTPStatus(status).phrase}"
        start_response(line, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return application
