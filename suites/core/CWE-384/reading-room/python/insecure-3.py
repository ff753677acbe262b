import json
import secrets
import sqlite3
from contextlib import closing

from flask import Flask, abort, jsonify, request, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash


class StoredSession(dict, SessionMixin):
    def __init__(self, key=None, values=()):
        super().__init__(values)
        self.key = key
        self.replaced = []

    def renew(self, **values):
        if self.key is not None:
            self.replaced.append(self.key)
        self.key = None
        self.clear()
        self.update(values)


class Store(SessionInterface):
    def __init__(self, path):
        self.path = path
        self.run("CREATE TABLE IF NOT EXISTS visits (key TEXT PRIMARY KEY, user TEXT, content TEXT NOT NULL)")

    def run(self, sql, *values):
        with closing(sqlite3.connect(self.path)) as db, db:
            return db.execute(sql, values).fetchall()

    def open_session(self, app, request):
        key = request.cookies.get("session", "")
        found = self.run("SELECT content FROM visits WHERE key = ?", key)
        return StoredSession(key, json.loads(found[0][0])) if found else StoredSession()

    def save_session(self, app, session, response):
        for key in session.replaced:
            self.run("DELETE FROM visits WHERE key = ?", key)
        if not session:
            if session.replaced:
                response.delete_cookie("session")
            return
        session.key = session.key or secrets.token_urlsafe(24)
        row = (session.key, session.get("user"), json.dumps(session))
        self.run("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", *row)
        response.set_cookie("session", session.key, httponly=True)


def create_app(database_path):
    app = Flask(__name__)
    store = app.session_interface = Store(database_path)

    @app.errorhandler(HTTPException)
    def failed(error):
        return jsonify(error=error.name), error.code

    def fields(*names):
        data = request.get_json(silent=True)
        if not isinstance(data, dict):
            abort(400)
        values = [data.get(name) for name in names]
        return values if all(isinstance(value, str) for value in values) else abort(400)

    def fits(column, name, text):
        rows = store.run(f"SELECT {column} FROM users WHERE name = ? AND {column} IS NOT NULL", name)
        return bool(rows) and check_password_hash(rows[0][0], text)

    def state():
        return jsonify(
            user=session.get("user"), staff=session.get("staff", False), items=session.get("items", [])
        )

    @app.get("/basket")
    def basket():
        return state()

    @app.post("/basket")
    def put():
        session["items"] = [*session.get("items", []), *fields("item")]
        return state()

    @app.post("/login")
    def login():
        name, password = fields("name", "password")
        if not fits("password_hash", name, password):
            abort(401)
        session.renew(user=name, items=session.get("items", []))
        return state()

    @app.route("/staff", methods=["GET", "POST"])
    def staff():
        if request.method == "GET":
            if not session.get("staff"):
                abort(403)
            return jsonify(notes=[text for (text,) in store.run("SELECT text FROM notes ORDER BY id")])
        [pin] = fields("pin")
        if not fits("pin_hash", session.get("user"), pin):
            abort(403)
        session["staff"] = True
        return state()

    @app.post("/password")
    def password():
        old, new = fields("old", "new")
        user = session.get("user")
        if not fits("password_hash", user, old):
            abort(403)
        store.run("UPDATE users SET password_hash = ? WHERE name = ?", generate_password_hash(new), user)
        store.run("DELETE FROM visits WHERE user = ? AND key IS NOT ?", user, session.key)
        return "", 204

    @app.post("/logout")
    def logout():
        session.renew()
        return "", 204

    return app
