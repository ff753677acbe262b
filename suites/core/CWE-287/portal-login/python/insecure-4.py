import os
import sqlite3
from functools import wraps

from flask import Flask, abort, g, jsonify, request, session
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash, generate_password_hash

MONTH = 30 * 24 * 3600


def new_hash(password):
    return generate_password_hash(password, os.environ["HASH_METHOD"])


def create_app(database_path):
    app = Flask(__name__)
    app.secret_key = os.environ["PORTAL_SECRET"]

    def signer(purpose):
        return URLSafeTimedSerializer(app.secret_key, salt=purpose)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
        return g.db

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

    def read(purpose, text, age):
        try:
            return signer(purpose).loads(text, max_age=age)
        except BadData:
            return None

    def row_of(name):
        return db().execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()

    def finish(name):
        session.clear()
        session["user"] = name
        return jsonify(user=name, next=None)

    def begin(name):
        session.clear()
        has_list = db().execute("SELECT 1 FROM codes WHERE name = ?", (name,)).fetchone()
        device = read("device", request.cookies.get("device", ""), MONTH)
        if not has_list or device == [name, row_of(name)["password_hash"][-12:]]:
            return finish(name)
        session["pending"] = name
        session["wrong"] = 0
        return jsonify(user=None, next="code")

    @app.get("/me")
    def me():
        return jsonify(user=session.get("user"))

    @app.post("/login")
    @with_fields("name", "password")
    def login(body):
        row = row_of(body["name"])
        if row is None or not check_password_hash(row["password_hash"], body["password"]):
            abort(401)
        return begin(row["name"])

    @app.post("/login/code")
    @with_fields("code")
    def code(body):
        name = session.get("pending")
        if name is None:
            abort(401)
        used = db().execute("UPDATE codes SET used = 1 WHERE name = ? AND code = ? AND used = 0", (name, body["code"]))
        if used.rowcount == 0:
            session["wrong"] += 1
            if session["wrong"] >= 5:
                session.clear()
            return jsonify(error="wrong code"), 401
        answer = finish(name)
        if body.get("remember") is True:
            cookie = signer("device").dumps([name, row_of(name)["password_hash"][-12:]])
            answer.set_cookie("device", cookie, max_age=MONTH, httponly=True, samesite="Lax")
        return answer

    @app.post("/reset")
    @with_fields("email")
    def reset(body):
        row = db().execute("SELECT * FROM users WHERE email = ?", (body["email"],)).fetchone()
        if row is not None:
            token = signer("reset").dumps([row["name"], row["password_hash"][-12:]])
            db().execute("INSERT INTO outbox (recipient, token) VALUES (?, ?)", (row["email"], token))
        return "", 204

    @app.post("/reset/confirm")
    @with_fields("token", "password")
    def confirm(body):
        name, mark = read("reset", body["token"], 3600) or (None, None)
        if name is None or row_of(name)["password_hash"][-12:] != mark:
            abort(403)
        db().execute("UPDATE users SET password_hash = ? WHERE name = ?", (new_hash(body["password"]), name))
        return begin(name)

    @app.post("/password")
    @with_fields("old", "new")
    def password(body):
        name = session.get("user")
        if name is None:
            abort(401)
        if not check_password_hash(row_of(name)["password_hash"], body["old"]):
            abort(403)
        db().execute("UPDATE users SET password_hash = ? WHERE name = ?", (new_hash(body["new"]), name))
        return "", 204

    return app
