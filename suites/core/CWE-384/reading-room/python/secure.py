import json
import secrets
import sqlite3
from contextlib import closing

from flask import Flask, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash

SESSIONS = """CREATE TABLE IF NOT EXISTS sessions
  (key TEXT PRIMARY KEY, user TEXT, staff INTEGER NOT NULL DEFAULT 0, items TEXT NOT NULL DEFAULT '[]')"""


class Refused(Exception):
    def __init__(self, status):
        super().__init__(status)
        self.status = status


def create_app(database_path):
    app = Flask(__name__)
    with closing(sqlite3.connect(database_path)) as db, db:
        db.execute(SESSIONS)

    @app.errorhandler(Refused)
    def refused(error):
        return jsonify(error="refused"), error.status

    @app.errorhandler(HTTPException)
    def failed(error):
        return jsonify(error=error.name), error.code

    @app.before_request
    def load():
        g.db = sqlite3.connect(database_path)
        g.key = request.cookies.get("session")
        row = g.db.execute("SELECT user, staff, items FROM sessions WHERE key = ?", (g.key,)).fetchone()
        if row is None:
            g.key, row = None, (None, 0, "[]")
        g.user, g.staff, g.items = row[0], bool(row[1]), json.loads(row[2])

    @app.teardown_request
    def close(error):
        g.db.close()

    def strings(*names):
        data = request.get_json(silent=True)
        if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in names):
            raise Refused(400)
        return [data[name] for name in names]

    def state():
        return {"user": g.user, "staff": g.staff, "items": g.items}

    def save(renew=False):
        with g.db:
            old = g.key
            if renew or old is None:
                g.key = secrets.token_urlsafe(32)
                g.db.execute("DELETE FROM sessions WHERE key = ?", (old,))
            row = (g.key, g.user, g.staff, json.dumps(g.items))
            g.db.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?)", row)
        answer = jsonify(state())
        answer.set_cookie("session", g.key, httponly=True, samesite="Lax")
        return answer

    def stored(column, name):
        row = g.db.execute(f"SELECT {column} FROM users WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @app.get("/basket")
    def basket():
        return jsonify(state())

    @app.post("/basket")
    def put():
        g.items += strings("item")
        return save()

    @app.post("/login")
    def login():
        name, password = strings("name", "password")
        known = stored("password_hash", name)
        if known is None or not check_password_hash(known, password):
            raise Refused(401)
        g.user, g.staff = name, False
        return save(renew=True)

    @app.post("/staff")
    def staff():
        [pin] = strings("pin")
        known = stored("pin_hash", g.user)
        if known is None or not check_password_hash(known, pin):
            raise Refused(403)
        g.staff = True
        return save(renew=True)

    @app.get("/staff")
    def notes():
        if not g.staff:
            raise Refused(403)
        return jsonify(notes=[text for (text,) in g.db.execute("SELECT text FROM notes ORDER BY id")])

    @app.post("/password")
    def password():
        old, new = strings("old", "new")
        known = stored("password_hash", g.user)
        if known is None or not check_password_hash(known, old):
            raise Refused(403)
        with g.db:
            hashed = generate_password_hash(new)
            g.db.execute("UPDATE users SET password_hash = ? WHERE name = ?", (hashed, g.user))
            g.db.execute("DELETE FROM sessions WHERE user = ? AND key != ?", (g.user, g.key))
        return "", 204

    @app.post("/logout")
    def logout():
        with g.db:
            g.db.execute("DELETE FROM sessions WHERE key = ?", (g.key,))
        answer = app.make_response(("", 204))
        answer.delete_cookie("session")
        return answer

    return app
