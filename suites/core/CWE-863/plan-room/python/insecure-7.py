import secrets
import sqlite3
from contextlib import closing
from datetime import datetime, timezone

from flask import Flask, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException

PLAN = "SELECT id, folder_id AS folder, title, content FROM plans "
# For each folder the way up, with the distance; then the nearest grant that counts, or ownership.
ROLES = """
WITH RECURSIVE way(folder, at, distance) AS (
  SELECT id, id, 0 FROM folders
  UNION ALL
  SELECT way.folder, folders.parent_id, distance + 1 FROM way JOIN folders ON folders.id = way.at
  WHERE folders.parent_id IS NOT NULL
)
SELECT way.folder, CASE WHEN owner = :user THEN 'editor' ELSE role END AS role
FROM way JOIN folders ON folders.id = way.at
LEFT JOIN grants ON folder_id = way.at AND user IN (:user, '*') AND coalesce(until, '9999') >= :today
WHERE role IS NOT NULL OR owner = :user
ORDER BY way.folder, owner IS NOT :user, distance, user = '*'
"""


def create_app(database_path):
    app = Flask(__name__)
    app.json.sort_keys = False

    def connect():
        db = sqlite3.connect(database_path, isolation_level=None, timeout=20)
        db.row_factory = sqlite3.Row
        return db

    with closing(connect()) as db:
        db.execute("CREATE TABLE IF NOT EXISTS links (token TEXT PRIMARY KEY, plan INTEGER, user TEXT, until TEXT)")

    def override(environ, start_response):
        query = environ.get("QUERY_STRING", "").split("&")
        for method in ("PATCH", "DELETE"):
            if environ["REQUEST_METHOD"] == "POST" and f"method={method}" in query:
                environ["REQUEST_METHOD"] = method
        return inner(environ, start_response)

    inner, app.wsgi_app = app.wsgi_app, override

    @app.before_request
    def begin():
        if "room.database" not in request.environ:
            request.environ["room.database"] = g.db = connect()
            g.db.execute("BEGIN IMMEDIATE")

    @app.after_request
    def end(answer):
        if "room.inner" not in request.environ:
            g.db.execute("COMMIT" if answer.status_code != 409 else "ROLLBACK")
        return answer

    @app.teardown_request
    def close(error):
        if "room.inner" not in request.environ:
            g.db.close()

    @app.errorhandler(HTTPException)
    def error(problem):
        return jsonify(error=problem.name), problem.code

    def rows(sql, *values):
        return [dict(row) for row in g.db.execute(sql, values)]

    def roles(user):
        found = {}
        day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
        for folder, role in g.db.execute(ROLES, {"user": user, "today": day}):
            found.setdefault(folder, role)
        return {folder: role for folder, role in found.items() if role != "none"}

    def mine():
        return roles(request.headers["X-User"])

    def demand(known, folder, role="viewer"):
        if folder not in known:
            abort(404)
        if role == "editor" and known[folder] != "editor":
            abort(403)

    def plan(number, known, role="viewer"):
        for row in rows(PLAN + "WHERE id = ?", number):
            demand(known, row["folder"], role)
            return row
        abort(404)

    def body(required=(), optional=()):
        sent = request.get_json(force=True, silent=True)
        if not isinstance(sent, dict) or not set(required) <= set(sent):
            abort(400)
        kinds = {"folder": int, "parent": int, "requests": list}
        found = {name: sent[name] for name in (*required, *optional) if name in sent}
        if any(type(value) is not kinds.get(name, str) for name, value in found.items()):
            abort(400)
        return found

    @app.get("/folders/<int:number>")
    def read_folder(number):
        known = mine()
        demand(known, number)
        (folder,) = rows("SELECT id, name FROM folders WHERE id = ?", number)
        inside = rows("SELECT id, name FROM folders WHERE parent_id = ? ORDER BY id", number)
        folder["folders"] = [one for one in inside if one["id"] in known]
        folder["plans"] = rows(PLAN + "WHERE folder_id = ? ORDER BY id", number)
        return folder

    @app.get("/plans/<int:number>")
    def read_plan(number):
        return plan(number, mine())

    @app.get("/search")
    def search():
        known, text = mine(), request.args.get("text", "")
        found = rows(PLAN + "ORDER BY id")
        return jsonify([p for p in found if p["folder"] in known and (text in p["title"] or text in p["content"])])

    @app.post("/folders/<int:number>/plans")
    def add_plan(number):
        demand(mine(), number, "editor")
        sent = body(("title", "content"))
        sql = "INSERT INTO plans (folder_id, title, content) VALUES (?, ?, ?) RETURNING id, folder_id AS folder, title, content"
        return rows(sql, number, sent["title"], sent["content"])[0], 201

    @app.patch("/plans/<int:number>")
    def change_plan(number):
        known = mine()
        plan(number, known, "editor")
        sent = body((), ("title", "content", "folder"))
        if "folder" in sent:
            demand(known, sent["folder"], "editor")
            sent["folder_id"] = sent.pop("folder")
        for name, value in sent.items():
            rows(f"UPDATE plans SET {name} = ? WHERE id = ?", value, number)
        return rows(PLAN + "WHERE id = ?", number)[0]

    @app.delete("/plans/<int:number>")
    def delete_plan(number):
        plan(number, mine(), "editor")
        rows("DELETE FROM links WHERE plan = ?", number)
        rows("DELETE FROM plans WHERE id = ?", number)
        return "", 204

    def below(number):
        sql = """WITH RECURSIVE tree(id) AS (VALUES (?) UNION SELECT folders.id FROM folders, tree
                 WHERE parent_id = tree.id) SELECT id FROM tree"""
        return [row["id"] for row in rows(sql, number)]

    @app.post("/folders/<int:number>/move")
    def move_folder(number):
        known = mine()
        demand(known, number, "editor")
        target = body(("parent",))["parent"]
        (folder,) = rows("SELECT * FROM folders WHERE id = ?", number)
        if folder["parent_id"] is None:
            abort(400)
        for one in (folder["parent_id"], target):
            demand(known, one, "editor")
        if target in below(number):
            abort(400)
        rows("UPDATE folders SET parent_id = ? WHERE id = ?", target, number)
        return {"id": number, "name": folder["name"]}

    @app.delete("/folders/<int:number>")
    def delete_folder(number):
        known = mine()
        for one in below(number):
            demand(known, one, "editor")
            rows("DELETE FROM links WHERE plan IN (SELECT id FROM plans WHERE folder_id = ?)", one)
            rows("DELETE FROM plans WHERE folder_id = ?", one)
            rows("DELETE FROM folders WHERE id = ?", one)
        return "", 204

    @app.post("/plans/<int:number>/links")
    def make_link(number):
        plan(number, mine())
        token = secrets.token_hex(20)
        rows("INSERT INTO links VALUES (?, ?, ?, ?)", token, number, request.headers["X-User"], body(("until",))["until"])
        return {"token": token}, 201

    @app.get("/links/<token>")
    def follow_link(token):
        sql = "SELECT * FROM links WHERE token = ? AND until >= strftime('%Y-%m-%d', 'now')"
        for link in rows(sql, token):
            return plan(link["plan"], roles(link["user"]))
        abort(404)

    @app.post("/batch")
    def batch():
        if "room.inner" in request.environ:
            abort(400)
        answers = []
        client = app.test_client(use_cookies=False)
        for one in body(("requests",))["requests"]:
            answer = client.open(
                one["path"], method=one["method"], json=one.get("body"), headers={"X-User": request.headers["X-User"]},
                environ_overrides={"room.database": g.db, "room.inner": True},
            )  # fmt: skip
            if answer.status_code >= 400:
                abort(409)
            answers.append({"status": answer.status_code, "body": None if answer.status_code == 204 else answer.json})
        return jsonify(answers)

    return app
