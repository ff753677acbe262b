import hashlib
import re
import secrets
import sqlite3
import time

from flask import Flask, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash

TOKENS = """
CREATE TABLE IF NOT EXISTS tokens (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, ends INTEGER NOT NULL, login INTEGER NOT NULL)
"""


def includes(held, scope):
    return any(scope == one or scope.startswith(one + ":") for one in held)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def checked_scopes(scopes):
    if not isinstance(scopes, list):
        abort(400)
    for scope in scopes:
        if not isinstance(scope, str) or not re.fullmatch("[a-z]+(:[a-z]+)*", scope):
            abort(400)
    return sorted(set(scopes))


def checked_hours(hours):
    if type(hours) is not int or not 1 <= hours <= 720:
        abort(400)
    return hours


def create_app(database_path):
    app = Flask(__name__)

    @app.before_request
    def begin():
        g.db = sqlite3.connect(database_path, timeout=20)
        g.db.row_factory = sqlite3.Row
        g.db.execute(TOKENS)
        if request.path == "/login":
            return
        text = request.headers.get("Authorization", "").removeprefix("Bearer ")
        g.token = one("SELECT * FROM tokens WHERE digest = ? AND ends > ?", digest(text), time.time())
        if g.token is None or account(g.token["account"]) is None:
            abort(401)

    @app.teardown_request
    def close(error):
        if "db" in g:
            g.db.close()

    @app.errorhandler(HTTPException)
    def error(problem):
        return jsonify(error=problem.name), problem.code

    def one(sql, *values):
        return g.db.execute(sql, values).fetchone()

    def change(sql, *values):
        with g.db:
            return g.db.execute(sql, values).lastrowid

    def account(name):
        row = one("SELECT scopes FROM accounts WHERE name = ?", name)
        return None if row is None else row["scopes"].split()

    def may(scope):
        return includes(g.token["scopes"].split(), scope) and includes(account(g.token["account"]), scope)

    def need(scope):
        if not may(scope):
            abort(403)

    def body():
        found = request.get_json(force=True, silent=True)
        if not isinstance(found, dict):
            abort(400)
        return found

    def text(fields, name):
        if not isinstance(fields.get(name), str):
            abort(400)
        return fields[name]

    def shown(number, **more):
        row = one("SELECT * FROM tokens WHERE id = ?", number)
        scopes = sorted(row["scopes"].split())
        return jsonify(id=row["id"], name=row["name"], scopes=scopes, ends=row["ends"], **more)

    def end_after(hours):
        ends = int(time.time()) + hours * 3600
        return ends if g.token["login"] else min(ends, g.token["ends"])

    def may_hand_on(scopes, ends):
        return all(may(scope) for scope in scopes) and (g.token["login"] or ends <= g.token["ends"])

    def add(owner, name, scopes, ends, login=0):
        secret = secrets.token_urlsafe(32)
        sql = "INSERT INTO tokens (digest, account, name, scopes, ends, login) VALUES (?, ?, ?, ?, ?, ?)"
        return shown(change(sql, digest(secret), owner, name, " ".join(scopes), ends, login), token=secret)

    def make(owner):
        fields = body()
        name, scopes, hours = text(fields, "name"), checked_scopes(fields.get("scopes")), checked_hours(fields.get("hours"))
        held = account(owner)
        if not all(may(scope) and includes(held, scope) for scope in scopes):
            abort(403)
        return add(owner, name, scopes, end_after(hours)), 201

    def find(number):
        sql = "SELECT * FROM tokens WHERE id = ? AND account = ? AND ends > ? AND NOT login"
        row = one(sql, number, g.token["account"], time.time())
        if row is None:
            abort(404)
        return row

    @app.post("/login")
    def login():
        fields = body()
        name, password = text(fields, "name"), text(fields, "password")
        row = one("SELECT * FROM accounts WHERE name = ?", name)
        if row is None or not check_password_hash(row["password_hash"], password):
            abort(401)
        return add(name, "login", row["scopes"].split(), int(time.time()) + 12 * 3600, 1)

    @app.get("/check")
    def check():
        need(checked_scopes([request.args.get("scope")])[0])
        return "", 204

    @app.post("/tokens")
    def make_own():
        need("tokens")
        return make(g.token["account"])

    @app.get("/tokens")
    def list_tokens():
        need("tokens")
        sql = "SELECT id FROM tokens WHERE account = ? AND ends > ? AND NOT login ORDER BY id"
        rows = g.db.execute(sql, (g.token["account"], time.time())).fetchall()
        return jsonify([shown(row["id"]).json for row in rows])

    @app.patch("/tokens/<int:number>")
    def change_token(number):
        need("tokens")
        row, fields = find(number), body()
        name = text(fields, "name") if "name" in fields else row["name"]
        held = row["scopes"].split()
        scopes = checked_scopes(fields["scopes"]) if "scopes" in fields else held
        ends = end_after(checked_hours(fields["hours"])) if "hours" in fields else row["ends"]
        gained = [scope for scope in scopes if ends > row["ends"] or not includes(held, scope)]
        if gained and not may_hand_on(gained, ends):
            abort(403)
        change("UPDATE tokens SET name = ?, scopes = ?, ends = ? WHERE id = ?", name, " ".join(scopes), ends, number)
        return shown(number)

    @app.post("/tokens/<int:number>/rotate")
    def rotate(number):
        need("tokens")
        row = find(number)
        if not may_hand_on(row["scopes"].split(), row["ends"]):
            abort(403)
        secret = secrets.token_urlsafe(32)
        change("UPDATE tokens SET digest = ? WHERE id = ?", digest(secret), number)
        return shown(number, token=secret)

    @app.delete("/tokens/<int:number>")
    def delete(number):
        need("tokens")
        find(number)
        change("DELETE FROM tokens WHERE id = ?", number)
        return "", 204

    def need_account(name):
        need("accounts")
        scopes = account(name)
        if scopes is None:
            abort(404)
        return scopes

    @app.get("/accounts/<name>")
    def read_account(name):
        return jsonify(name=name, scopes=sorted(need_account(name)))

    @app.put("/accounts/<name>")
    def change_account(name):
        before, after = set(need_account(name)), set(checked_scopes(body().get("scopes")))
        if not all(may(scope) for scope in before ^ after):
            abort(403)
        change("UPDATE accounts SET scopes = ? WHERE name = ?", " ".join(sorted(after)), name)
        return jsonify(name=name, scopes=sorted(after))

    @app.post("/accounts/<name>/tokens")
    def make_for(name):
        need_account(name)
        return make(name)

    return app
