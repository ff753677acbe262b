import csv
import hmac
import io
import os
import secrets
import sqlite3
import time

from flask import Flask, Response, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash

PROGRAMS = os.environ.get("MAINTENANCE_TOKEN", "")
SESSIONS = "CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, name TEXT NOT NULL, until REAL NOT NULL)"


def new_hash(password):
    return generate_password_hash(password, os.environ["HASH_METHOD"])


def equal(one, other):
    return hmac.compare_digest(one.encode(), other.encode())


def create_app(database_path):
    app = Flask(__name__)

    @app.before_request
    def open_database():
        g.db = sqlite3.connect(database_path, timeout=20)
        g.db.row_factory = sqlite3.Row
        g.db.execute(SESSIONS)
        g.db.commit()

    @app.teardown_request
    def close_database(error):
        if "db" in g:
            g.db.close()

    @app.errorhandler(HTTPException)
    def error(problem):
        return jsonify(error=problem.name), problem.code

    def one(sql, *values):
        return g.db.execute(sql, values).fetchone()

    def change(sql, *values):
        with g.db:
            return g.db.execute(sql, values)

    def fields(**kinds):
        body = request.get_json(force=True, silent=True)
        if not isinstance(body, dict):
            abort(400)
        values = [body.get(name) for name in kinds]
        if not all(type(value) is kind for value, kind in zip(values, kinds.values(), strict=True)):
            abort(400)
        return values

    def bearer():
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        return token if kind == "Bearer" else ""

    def is_admin():
        sql = "SELECT 1 FROM sessions JOIN admins USING (name) WHERE token = ? AND until > ?"
        return one(sql, bearer(), time.time())

    def is_program():
        return PROGRAMS != "" and equal(bearer(), PROGRAMS)

    def allow(*callers):
        if not any(caller() for caller in callers):
            abort(401)

    def find(serial):
        row = one("SELECT * FROM devices WHERE serial = ?", serial)
        if row is None:
            abort(404)
        return row

    @app.get("/health")
    def health():
        return jsonify(status="ok")

    @app.post("/setup")
    def setup():
        code, name, password = fields(code=str, name=str, password=str)
        if not equal(code, os.environ["SETUP_CODE"]):
            abort(401)
        hashed = new_hash(password)
        if one("SELECT 1 FROM admins"):
            abort(409)
        with g.db:
            try:
                g.db.execute("INSERT INTO settings VALUES ('set up', 'yes')")
            except sqlite3.IntegrityError:
                abort(409)
            g.db.execute("INSERT INTO admins VALUES (?, ?)", (name, hashed))
        return jsonify(name=name), 201

    @app.post("/login")
    def login():
        name, password = fields(name=str, password=str)
        row = one("SELECT * FROM admins WHERE name = ?", name)
        if row is None or not check_password_hash(row["password_hash"], password):
            abort(401)
        token = secrets.token_urlsafe(32)
        change("INSERT INTO sessions VALUES (?, ?, ?)", token, name, time.time() + 12 * 3600)
        return jsonify(token=token)

    @app.get("/admins")
    def list_admins():
        allow(is_admin)
        return jsonify(sorted(row["name"] for row in g.db.execute("SELECT name FROM admins")))

    @app.post("/admins")
    def add_admin():
        allow(is_admin)
        name, password = fields(name=str, password=str)
        try:
            change("INSERT INTO admins VALUES (?, ?)", name, new_hash(password))
        except sqlite3.IntegrityError:
            abort(409)
        return jsonify(name=name), 201

    @app.delete("/admins/<name>")
    def remove_admin(name):
        allow(is_admin)
        change("DELETE FROM sessions WHERE name = ?", name)
        if change("DELETE FROM admins WHERE name = ?", name).rowcount == 0:
            abort(404)
        return "", 204

    @app.post("/devices/announce")
    def announce():
        (serial,) = fields(serial=str)
        ticket, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10_000):04}"
        made = change(
            "INSERT INTO devices VALUES (?, 'waiting', NULL, ?, ?, NULL) ON CONFLICT (serial) DO UPDATE SET"
            " status = 'waiting', room = NULL, code = excluded.code, ticket = excluded.ticket WHERE status <> 'paired'",
            serial, code, ticket,
        )  # fmt: skip
        if made.rowcount == 0:
            abort(409)
        return jsonify(ticket=ticket, code=code), 201

    @app.get("/devices")
    def list_devices():
        allow(is_admin)
        rows = g.db.execute("SELECT serial, status, room, code FROM devices ORDER BY serial")
        return jsonify([dict(row) for row in rows])

    @app.post("/devices/<serial>/approve")
    def approve(serial):
        allow(is_admin)
        code, room = fields(code=str, room=str)
        find(serial)
        changed = change(
            "UPDATE devices SET status = 'approved', room = ? WHERE serial = ? AND code = ? AND status <> 'paired'",
            room, serial, code,
        )  # fmt: skip
        if changed.rowcount == 0:
            abort(409)
        return jsonify(status="approved")

    @app.post("/devices/<serial>/collect")
    def collect(serial):
        row = find(serial)
        ticket = (request.get_json(force=True, silent=True) or {}).get("ticket")
        if not isinstance(ticket, str) or row["ticket"] is None or not equal(ticket, row["ticket"]):
            abort(401)
        if row["status"] == "waiting":
            return jsonify(status="waiting"), 202
        key = secrets.token_urlsafe(32)
        changed = change(
            "UPDATE devices SET status = 'paired', ticket = NULL, key = ? WHERE serial = ? AND ticket = ?"
            " AND status = 'approved'",
            key, serial, ticket,
        )  # fmt: skip
        if changed.rowcount == 1:
            return jsonify(key=key)
        abort(401)

    @app.post("/devices/<serial>/unpair")
    def unpair(serial):
        allow(is_admin)
        find(serial)
        change("DELETE FROM devices WHERE serial = ?", serial)
        return "", 204

    @app.post("/readings")
    def add_reading():
        serial, day, co2 = fields(serial=str, day=str, co2=int)
        key = request.headers.get("X-Device-Key", "")
        if one("SELECT 1 FROM devices WHERE serial = ? AND key = ? AND status = 'paired'", serial, key) is None:
            abort(401)
        made = change("INSERT INTO readings (serial, day, co2) VALUES (?, ?, ?)", serial, day, co2)
        return jsonify(id=made.lastrowid), 201

    @app.get("/readings.csv")
    def export():
        allow(is_admin, is_program)
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["id", "serial", "day", "co2"])
        writer.writerows(tuple(row) for row in g.db.execute("SELECT id, serial, day, co2 FROM readings ORDER BY id"))
        return Response(text.getvalue(), mimetype="text/csv")

    @app.post("/readings/cleanup")
    def cleanup():
        allow(is_program)
        (before,) = fields(before=str)
        return jsonify(deleted=change("DELETE FROM readings WHERE day < ?", before).rowcount)

    return app
