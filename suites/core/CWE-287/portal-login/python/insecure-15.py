import hashlib
import os
import secrets
import sqlite3
from functools import wraps

from flask import Flask, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash

TABLES = """
CREATE TABLE IF NOT EXISTS logins (id TEXT PRIMARY KEY, name TEXT NOT NULL, ended INTEGER NOT NULL,
  wrong INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS devices (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS resets (id TEXT PRIMARY KEY, name TEXT NOT NULL);
"""
MONTH = 30 * 24 * 3600


def new_hash(password):
    return generate_password_hash(password, os.environ["HASH_METHOD"])


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def create_app(database_path):
    app = Flask(__name__)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
            g.db.executescript(TABLES)
        return g.db

    def one(sql, *values):
        return db().execute(sql, values).fetchone()

    @app.teardown_appcontext
    def close(error):
        if "db" in g:
            g.db.close()

    @app.errorhandler(HTTPException)
    def error(problem):
        return jsonify(error=problem.name), problem.code

    def with_fields(*names):
        def decorate(view):
            @wraps(view)
            def wrapped():
                body = request.get_json(force=True, silent=True)
                if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in names):
                    abort(400)
                with db():
                    return view(body)

            return wrapped

        return decorate

    def login_row():
        return one("SELECT * FROM logins WHERE id = ?", digest(request.cookies.get("login", "")))

    def user():
        row = login_row()
        return row["name"] if row is not None and row["ended"] else None

    def begin(name):
        db().execute("DELETE FROM logins WHERE id = ?", (digest(request.cookies.get("login", "")),))
        known = one(
            "SELECT 1 FROM devices WHERE id = ? AND name = ?",
            digest(request.cookies.get("device", "")), name,
        )  # fmt: skip
        ended = bool(known) or not one("SELECT 1 FROM codes WHERE name = ?", name)
        token = secrets.token_urlsafe(32)
        db().execute("INSERT INTO logins VALUES (?, ?, ?, 0)", (digest(token), name, ended))
        answer = jsonify(user=name if ended else None, next=None if ended else "code")
        answer.set_cookie("login", token, httponly=True, samesite="Lax")
        return answer

    def set_password(name, password):
        db().execute("UPDATE users SET password_hash = ? WHERE name = ?", (new_hash(password), name))
        db().execute("DELETE FROM devices WHERE name = ?", (name,))
        db().execute("DELETE FROM resets WHERE name = ?", (name,))

    @app.get("/me")
    def me():
        return jsonify(user=user())

    @app.post("/login")
    @with_fields("name", "password")
    def login(body):
        row = one("SELECT * FROM users WHERE name = ?", body["name"])
        if row is None or not check_password_hash(row["password_hash"], body["password"]):
            abort(401)
        return begin(row["name"])

    @app.post("/login/code")
    @with_fields("code")
    def code(body):
        row = login_row()
        if row is None or row["ended"] or row["wrong"] >= 5:
            abort(401)
        used = db().execute(
            "UPDATE codes SET used = 1 WHERE name = ? AND code = ? AND used = 0", (row["name"], body["code"])
        )
        if used.rowcount == 0:
            db().execute("UPDATE logins SET wrong = wrong + 1 WHERE id = ?", (row["id"],))
            return jsonify(error="wrong code"), 401
        db().execute("UPDATE logins SET ended = 1 WHERE id = ?", (row["id"],))
        answer = jsonify(user=row["name"], next=None)
        if body.get("remember") is True:
            token = secrets.token_urlsafe(32)
            db().execute("INSERT INTO devices VALUES (?, ?)", (digest(token), row["name"]))
            answer.set_cookie("device", token, max_age=MONTH, httponly=True, samesite="Lax")
        return answer

    @app.post("/reset")
    @with_fields("email")
    def reset(body):
        row = one("SELECT * FROM users WHERE email = ?", body["email"])
        if row is not None:
            token = secrets.token_urlsafe(32)
            db().execute("INSERT INTO resets VALUES (?, ?)", (digest(token), row["name"]))
            db().execute("INSERT INTO outbox (recipient, token) VALUES (?, ?)", (row["email"], token))
        return "", 204

    @app.post("/reset/confirm")
    @with_fields("token", "password")
    def confirm(body):
        row = one("SELECT name FROM resets WHERE id = ?", digest(body["token"]))
        if row is None:
            abort(403)
        set_password(row["name"], body["password"])
        return begin(row["name"])

    @app.post("/password")
    @with_fields("old", "new")
    def password(body):
        name = user()
        if name is None:
            abort(401)
        if not check_password_hash(one("SELECT * FROM users WHERE name = ?", name)["password_hash"], body["old"]):
            abort(403)
        set_password(name, body["new"])
        return "", 204

    return app
