import json
import re
import secrets
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from flask import Flask, jsonify, request

LINKS = "CREATE TABLE IF NOT EXISTS links (token TEXT PRIMARY KEY, plan_id INTEGER, maker TEXT, until TEXT)"
RANK = {"none": 0, "viewer": 1, "editor": 2}
VIEWER, EDITOR = 1, 2


class Problem(Exception):
    pass


def today():
    return datetime.now(UTC).date().isoformat()


class Room:
    """The tree, as one user meets it."""

    def __init__(self, db, user):
        self.db, self.user = db, user

    def rows(self, sql, *values):
        return [dict(row) for row in self.db.execute(sql, values)]

    def one(self, sql, *values):
        for row in self.rows(sql, *values):
            return row
        raise Problem(404)

    def rank(self, folder):
        found = None
        while folder is not None:
            row = self.one("SELECT parent_id, owner FROM folders WHERE id = ?", folder)
            if row["owner"] is not None and row["owner"] == self.user:
                return EDITOR
            grants = self.rows(
                "SELECT role FROM grants WHERE folder_id = ? AND user IN (?, '*') AND (until IS NULL OR until >= ?)"
                " ORDER BY user = '*'",
                folder, self.user, today(),
            )  # fmt: skip
            found = max([found or 0, *(RANK[grant["role"]] for grant in grants)])
            folder = row["parent_id"]
        return found or 0

    def need(self, folder, rank):
        has = self.rank(folder)
        if has == 0:
            raise Problem(404)
        if has < rank:
            raise Problem(403)

    def folder(self, number, rank):
        row = self.one("SELECT * FROM folders WHERE id = ?", number)
        self.need(number, rank)
        return row

    def plan(self, number, rank):
        row = self.one("SELECT id, folder_id AS folder, title, content FROM plans WHERE id = ?", number)
        self.need(row["folder"], rank)
        return row

    def below(self, number):
        sql = "SELECT id FROM folders WHERE parent_id = ?"
        return [number] + [deep for row in self.rows(sql, number) for deep in self.below(row["id"])]


def texts(body, *names):
    if not all(isinstance(body.get(name), str) for name in names):
        raise Problem(400)
    return [body[name] for name in names]


def read_folder(room, query, body, number):
    row = room.folder(number, VIEWER)
    inside = room.rows("SELECT id, name FROM folders WHERE parent_id = ? ORDER BY id", number)
    plans = room.rows("SELECT id, folder_id AS folder, title, content FROM plans WHERE folder_id = ? ORDER BY id", number)
    folders = [one for one in inside if room.rank(one["id"])]
    return 200, {"id": number, "name": row["name"], "folders": folders, "plans": plans}


def read_plan(room, query, body, number):
    return 200, room.plan(number, VIEWER)


def search(room, query, body):
    sql = "SELECT id, folder_id AS folder, title, content FROM plans WHERE instr(title, ?) OR instr(content, ?) ORDER BY id"
    text = query.get("text", "")
    return 200, [plan for plan in room.rows(sql, text, text) if room.rank(plan["folder"])]


def add_plan(room, query, body, number):
    room.folder(number, EDITOR)
    title, content = texts(body, "title", "content")
    sql = "INSERT INTO plans (folder_id, title, content) VALUES (?, ?, ?)"
    made = room.db.execute(sql, (number, title, content)).lastrowid
    return 201, room.plan(made, VIEWER)


def change_plan(room, query, body, number):
    plan = room.plan(number, EDITOR)
    texts(body, *({"title", "content"} & set(body)))
    if "folder" in body:
        if type(body["folder"]) is not int:
            raise Problem(400)
        room.folder(body["folder"], EDITOR)
    plan |= {name: body[name] for name in ("title", "content", "folder") if name in body}
    sql = "UPDATE plans SET title = ?, content = ?, folder_id = ? WHERE id = ?"
    room.db.execute(sql, (plan["title"], plan["content"], plan["folder"], number))
    return 200, plan


def delete_plan(room, query, body, number):
    room.plan(number, EDITOR)
    room.db.execute("DELETE FROM links WHERE plan_id = ?", (number,))
    room.db.execute("DELETE FROM plans WHERE id = ?", (number,))
    return 204, None


def move_folder(room, query, body, number):
    row = room.folder(number, EDITOR)
    target = body.get("parent")
    if type(target) is not int or row["parent_id"] is None:
        raise Problem(400)
    room.need(row["parent_id"], EDITOR)
    room.folder(target, EDITOR)
    if target in room.below(number):
        raise Problem(400)
    room.db.execute("UPDATE folders SET parent_id = ? WHERE id = ?", (target, number))
    return 200, {"id": number, "name": row["name"]}


def delete_folder(room, query, body, number):
    room.folder(number, EDITOR)
    going = room.below(number)
    if any(room.rank(one) < EDITOR for one in going):
        raise Problem(403)
    for one in going:
        room.db.execute("DELETE FROM links WHERE plan_id IN (SELECT id FROM plans WHERE folder_id = ?)", (one,))
        room.db.execute("DELETE FROM plans WHERE folder_id = ?", (one,))
        room.db.execute("DELETE FROM grants WHERE folder_id = ?", (one,))
        room.db.execute("DELETE FROM folders WHERE id = ?", (one,))
    return 204, None


def make_link(room, query, body, number):
    room.plan(number, VIEWER)
    (until,) = texts(body, "until")
    token = secrets.token_urlsafe(24)
    room.db.execute("INSERT INTO links VALUES (?, ?, ?, ?)", (token, number, room.user, until))
    return 201, {"token": token}


def follow_link(room, query, body, token):
    link = room.one("SELECT * FROM links WHERE token = ? AND until >= ?", token, today())
    return 200, Room(room.db, link["maker"]).plan(link["plan_id"], VIEWER)


def batch(room, query, body):
    answers = []
    if not isinstance(body.get("requests"), list):
        raise Problem(400)
    for one in body["requests"]:
        try:
            path, _, parameters = one["path"].partition("?")
            inner = dict(part.split("=", 1) for part in parameters.split("&") if part)
            status, answer = perform(room, one["method"], path, inner, one.get("body"), nested=True)
        except Exception:
            raise Problem(409) from None
        answers.append({"status": status, "body": answer})
    return 200, answers


ROUTES = [
    ("GET", r"/folders/(\d+)", read_folder), ("GET", r"/plans/(\d+)", read_plan), ("GET", r"/search", search),
    ("POST", r"/folders/(\d+)/plans", add_plan), ("PATCH", r"/plans/(\d+)", change_plan),
    ("DELETE", r"/plans/(\d+)", delete_plan), ("POST", r"/folders/(\d+)/move", move_folder),
    ("DELETE", r"/folders/(\d+)", delete_folder), ("POST", r"/plans/(\d+)/links", make_link),
    ("GET", r"/links/([\w-]+)", follow_link), ("POST", r"/batch", batch),
]  # fmt: skip


def perform(room, method, path, query, body, nested=False):
    if method == "POST" and query.get("method") in ("PATCH", "DELETE"):
        method = query["method"]
    for verb, pattern, view in ROUTES:
        match = re.fullmatch(pattern, path, re.ASCII)
        if match is None or verb != method:
            continue
        if view is batch and nested:
            raise Problem(400)
        if verb in ("POST", "PATCH") and not isinstance(body, dict):
            raise Problem(400)
        return view(room, query, body, *[int(part) if part.isdecimal() else part for part in match.groups()])
    raise Problem(404)


def create_app(database_path):
    app = Flask(__name__)
    with closing(sqlite3.connect(database_path)) as db:
        db.execute(LINKS)

    @app.route("/<path:path>", methods=["GET", "POST", "PATCH", "DELETE"])
    def answer(path):
        with closing(sqlite3.connect(database_path, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("BEGIN IMMEDIATE")
            try:
                body = json.loads(request.get_data() or "null")
                room = Room(db, request.headers.get("X-User"))
                status, content = perform(room, request.method, "/" + path, request.args.to_dict(), body)
                db.execute("COMMIT")
            except (Problem, ValueError) as problem:
                db.execute("ROLLBACK")
                return jsonify(error="refused"), problem.args[0] if isinstance(problem, Problem) else 400
        return ("", 204) if status == 204 else (jsonify(content), status)

    return app
