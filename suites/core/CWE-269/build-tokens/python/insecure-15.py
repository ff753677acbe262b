import json
import re
import sqlite3
import time
import uuid
from contextlib import closing
from http import HTTPStatus
from urllib.parse import parse_qs

from werkzeug.security import check_password_hash


class Refused(Exception):
    pass


class Scopes:
    """What a token may do: the words that all of its bounds include."""

    def __init__(self, *bounds):
        self.bounds = [{tuple(scope.split(":")) for scope in bound} for bound in bounds]

    def cover(self, scopes):
        for scope in scopes:
            words = tuple(scope.split(":"))
            beginnings = {words[:size] for size in range(1, len(words) + 1)}
            if not all(beginnings & bound for bound in self.bounds):
                return False
        return True


def valid(scopes):
    if type(scopes) is not list or not all(type(scope) is str for scope in scopes):
        raise Refused(400)
    if not all(word.isascii() and word.isalpha() and word.islower() for scope in scopes for word in scope.split(":")):
        raise Refused(400)
    return sorted(dict.fromkeys(scopes))


class Call:
    def __init__(self, db, environ):
        self.db, self.environ = db, environ
        self.now = int(time.time())

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def body(self, **kinds):
        try:
            sent = json.loads(self.environ["wsgi.input"].read(int(self.environ.get("CONTENT_LENGTH") or 0)))
        except ValueError:
            raise Refused(400) from None
        if type(sent) is not dict or any(type(sent.get(name)) is not kind for name, kind in kinds.items()):
            raise Refused(400)
        return sent

    def authenticate(self):
        kind, _, text = self.environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        found = self.rows("SELECT * FROM keys WHERE text = ? AND ends > ?", text, self.now)
        if kind != "Bearer" or not found:
            raise Refused(401)
        self.token = found[0]
        self.account = self.token["account"]
        self.power = Scopes(json.loads(self.token["scopes"]), self.scopes_of(self.account))
        self.horizon = self.now + 721 * 3600 if self.token["login"] else self.token["ends"]

    def scopes_of(self, account):
        for row in self.rows("SELECT scopes FROM accounts WHERE name = ?", account):
            return row["scopes"].split()
        raise Refused(404)

    def demand(self, *scopes):
        if not self.power.cover(scopes):
            raise Refused(403)

    def demand_until(self, ends, scopes):
        self.demand(*scopes)
        if scopes and ends > self.horizon:
            raise Refused(403)

    def ends(self, hours):
        if type(hours) is not int or hours not in range(1, 721):
            raise Refused(400)
        return min(self.now + hours * 3600, self.horizon)

    def own(self, number):
        sql = "SELECT * FROM keys WHERE id = ? AND account = ? AND ends > ? AND login = 0"
        for row in self.rows(sql, number, self.account, self.now):
            return row
        raise Refused(404)


def shown(row, with_text=False):
    found = {"id": row["id"], "name": row["name"], "scopes": json.loads(row["scopes"]), "ends": row["ends"]}
    return found | {"token": row["text"]} if with_text else found


def new_text():
    return f"{uuid.uuid4().hex}{uuid.uuid4().hex}"


def insert(call, account, name, scopes, ends, login=0):
    sql = "INSERT INTO keys (text, account, name, scopes, ends, login) VALUES (?, ?, ?, ?, ?, ?) RETURNING *"
    return shown(call.rows(sql, new_text(), account, name, json.dumps(scopes), ends, login)[0], True)


def login(call):
    sent = call.body(name=str, password=str)
    for row in call.rows("SELECT * FROM accounts WHERE name = ?", sent["name"]):
        if check_password_hash(row["password_hash"], sent["password"]):
            return 200, insert(call, row["name"], "login", sorted(row["scopes"].split()), call.now + 43200, 1)
    raise Refused(401)


def check(call):
    call.demand(*valid(parse_qs(call.environ.get("QUERY_STRING", "")).get("scope", [""])))
    return 204, None


def make(call, account):
    sent = call.body(name=str, hours=int)
    scopes, ends = valid(sent.get("scopes")), call.ends(sent["hours"])
    call.demand(*scopes)
    if not Scopes(call.scopes_of(account)).cover(scopes):
        raise Refused(403)
    return 201, insert(call, account, sent["name"], scopes, ends)


def list_tokens(call):
    sql = "SELECT * FROM keys WHERE account = ? AND ends > ? AND login = 0 ORDER BY id"
    return 200, [shown(row) for row in call.rows(sql, call.account, call.now)]


def change(call, number):
    row, sent = dict(call.own(int(number))), call.body()
    if type(sent.setdefault("name", row["name"])) is not str:
        raise Refused(400)
    scopes = valid(sent.get("scopes", json.loads(row["scopes"])))
    ends = call.ends(sent["hours"]) if "hours" in sent else row["ends"]
    before = Scopes(json.loads(row["scopes"]))
    call.demand_until(ends, [scope for scope in scopes if not before.cover([scope])])
    row.update(name=sent["name"], scopes=json.dumps(scopes), ends=ends)
    call.db.execute("UPDATE keys SET name = :name, scopes = :scopes, ends = :ends WHERE id = :id", row)
    return 200, shown(row)


def rotate(call, number):
    row = call.own(int(number))
    call.demand_until(row["ends"], json.loads(row["scopes"]))
    sql = "UPDATE keys SET text = ? WHERE id = ? RETURNING *"
    return 200, shown(call.rows(sql, new_text(), row["id"])[0], True)


def delete(call, number):
    call.rows("DELETE FROM keys WHERE id = ?", call.own(int(number))["id"])
    return 204, None


def account(call, name):
    return 200, {"name": name, "scopes": sorted(call.scopes_of(name))}


def change_account(call, name):
    before, after = set(call.scopes_of(name)), set(valid(call.body().get("scopes")))
    call.demand(*(before - after), *(after - before))
    call.rows("UPDATE accounts SET scopes = ? WHERE name = ?", " ".join(sorted(after)), name)
    return account(call, name)


ROUTES = [
    ("GET", "/check", None, check), ("POST", "/tokens", "tokens", lambda call: make(call, call.account)),
    ("GET", "/tokens", "tokens", list_tokens), ("PATCH", r"/tokens/(\d+)", "tokens", change),
    ("POST", r"/tokens/(\d+)/rotate", "tokens", rotate), ("DELETE", r"/tokens/(\d+)", "tokens", delete),
    ("GET", "/accounts/([^/]+)", "accounts", account), ("PUT", "/accounts/([^/]+)", "accounts", change_account),
    ("POST", "/accounts/([^/]+)/tokens", "accounts", make),
]  # fmt: skip


def answer(call):
    method, path = call.environ["REQUEST_METHOD"], call.environ["PATH_INFO"]
    if (method, path) == ("POST", "/login"):
        return login(call)
    call.authenticate()
    for verb, pattern, scope, view in ROUTES:
        match = re.fullmatch(pattern, path, re.ASCII)
        if match and verb == method:
            call.demand(*filter(None, [scope]))
            return view(call, *match.groups())
    raise Refused(404)


def create_app(database_path):
    with closing(sqlite3.connect(database_path)) as db:
        db.execute(
            "CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT UNIQUE, account TEXT,"
            " name TEXT, scopes TEXT, ends INTEGER, login INTEGER)"
        )

    def application(environ, start_response):
        with closing(sqlite3.connect(database_path, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("BEGIN IMMEDIATE")
            try:
                status, body = answer(Call(db, environ))
            except Refused as refused:
                status, body = refused.args[0], {"error": "refused"}
            db.execute("COMMIT")
        content = b"" if body is None else json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    return application
