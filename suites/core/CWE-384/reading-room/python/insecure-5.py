import secrets
import sqlite3
from contextlib import closing

from flask import Flask, abort, jsonify, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash


def create_app(database_path):
    def run(sql, *values):
        with closing(sqlite3.connect(database_path)) as db, db:
            return db.execute(sql, values).fetchall()

    app = Flask(__name__)
    run("CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    run("INSERT OR IGNORE INTO settings VALUES ('key', ?)", secrets.token_hex(32))
    app.secret_key = run("SELECT value FROM settings WHERE name = 'key'")[0][0]

    @app.errorhandler(HTTPException)
    def failed(error):
        return jsonify(error=error.name), error.code

    def fields(*names):
        data = request.get_json(silent=True)
        if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in names):
            abort(400)
        return [data[name] for name in names]

    def fits(column, text, name):
        rows = run(f"SELECT {column} FROM users WHERE name = ? AND {column} IS NOT NULL", name)
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
        session["items"] = session.get("items", []) + fields("item")
        return state()

    @app.post("/login")
    def login():
        name, password = fields("name", "password")
        if not fits("password_hash", password, name):
            abort(401)
        items = session.get("items", [])
        session.clear()
        session.update(user=name, items=items)
        return state()

    @app.post("/staff")
    def staff():
        if not fits("pin_hash", *fields("pin"), session.get("user")):
            abort(403)
        session["staff"] = True
        return state()

    @app.get("/staff")
    def notes():
        if not session.get("staff"):
            abort(403)
        return jsonify(notes=[text for (text,) in run("SELECT text FROM notes ORDER BY id")])

    @app.post("/password")
    def password():
        old, new = fields("old", "new")
        if not fits("password_hash", old, session.get("user")):
            abort(403)
        run("UPDATE users SET password_hash = ? WHERE name = ?", generate_password_hash(new), session["user"])
        return "", 204

    @app.post("/logout")
    def logout():
        session.clear()
        return "", 204

    return app
