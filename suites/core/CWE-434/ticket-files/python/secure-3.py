"""The files are rows; what a browser would show as a page goes out as plain text."""
import sqlite3
from contextlib import closing
from pathlib import PurePosixPath

from flask import Flask, jsonify, make_response, request

KINDS = {
    **{"." + kind: "image/" + kind for kind in ("png", "jpeg", "gif", "webp")},
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}
PLAIN = "text/plain; charset=utf-8"
SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
  id INTEGER PRIMARY KEY AUTOINCREMENT, ticket TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL
)
"""


class Files:
    def __init__(self, folder):
        self.path = folder + "/files.sqlite"
        self.run(SCHEMA)

    def run(self, sql, *values):
        with closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() or cursor.lastrowid

    def describe(self, condition, value):
        rows = self.run(f"SELECT id, name, length(content) FROM files WHERE {condition} ORDER BY id", value) or []
        return [{"id": f"{row[0]}", "name": row[1], "size": row[2], "url": f"/files/{row[0]}/content"} for row in rows]


def create_app(folder):
    app = Flask("files")
    files = Files(folder)

    def wanted(name):
        return isinstance(name, str) and len(name) > 0

    @app.route("/tickets/<ticket>/files", methods=["GET"])
    def index(ticket):
        return jsonify(files.describe("ticket = ?", ticket))

    @app.route("/tickets/<ticket>/files", methods=["POST"])
    def create(ticket):
        name = request.args.get("name")
        if not wanted(name):
            return "a name is needed", 400
        number = files.run("INSERT INTO files (ticket, name, content) VALUES (?, ?, ?)", ticket, name, request.get_data())
        return jsonify(files.describe("id = ?", number)[0]), 201

    @app.route("/files/<int:number>/content")
    def show(number):
        found = files.run("SELECT name, content FROM files WHERE id = ?", number)
        if not isinstance(found, list):
            return "no such file", 404
        name, content = found[0]
        response = make_response(content)
        response.headers["Content-Type"] = KINDS.get(PurePosixPath(name).suffix.lower(), PLAIN)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "script-src 'none'; object-src 'none'; base-uri 'none'"
        return response

    @app.route("/files/<int:number>", methods=["PATCH", "DELETE"])
    def change(number):
        if not files.describe("id = ?", number):
            return "no such file", 404
        if request.method == "DELETE":
            files.run("DELETE FROM files WHERE id = ?", number)
            return "", 204
        name = (request.get_json(silent=True) or {}).get("name")
        if not wanted(name):
            return "a name is needed", 400
        files.run("UPDATE files SET name = ? WHERE id = ?", name, number)
        return jsonify(files.describe("id = ?", number)[0])

    return app
