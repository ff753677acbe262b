import mimetypes
import os
import sqlite3
import uuid
from contextlib import closing

from flask import Flask, Response, abort, jsonify, request

SHOWN = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "log": "text/plain; charset=utf-8",
}
TABLE = "CREATE TABLE IF NOT EXISTS files (number INTEGER PRIMARY KEY, id TEXT UNIQUE, ticket INTEGER, name TEXT, size INTEGER)"


def create_app(folder):
    app = Flask(__name__)
    contents = os.path.join(folder, "contents")
    os.makedirs(contents, exist_ok=True)

    def query(sql, *values):
        with closing(sqlite3.connect(os.path.join(folder, "files.db"))) as connection, connection:
            return connection.execute(sql, values).fetchall()

    def described(row):
        return {"id": row[0], "name": row[1], "size": row[2], "url": f"/files/{row[0]}"}

    def find(file_id):
        rows = query("SELECT id, name, size FROM files WHERE id = ?", file_id)
        if not rows:
            abort(404)
        return described(rows[0])

    def name_of(value):
        if not isinstance(value, str) or not value:
            abort(400)
        return value

    query(TABLE)

    @app.post("/tickets/<int:ticket>/files")
    def add(ticket):
        name, content, file_id = name_of(request.args.get("name")), request.get_data(), uuid.uuid4().hex
        with open(os.path.join(contents, file_id), "xb") as file:
            file.write(content)
        query("INSERT INTO files (id, ticket, name, size) VALUES (?, ?, ?, ?)", file_id, ticket, name, len(content))
        return jsonify(find(file_id)), 201

    @app.get("/tickets/<int:ticket>/files")
    def list_files(ticket):
        rows = query("SELECT id, name, size FROM files WHERE ticket = ? ORDER BY number", ticket)
        return jsonify([described(row) for row in rows])

    @app.get("/files/<file_id>")
    def content(file_id):
        found = find(file_id)
        ending = found["name"].rpartition(".")[2].lower()
        with open(os.path.join(contents, found["id"]), "rb") as file:
            response = Response(file.read(), content_type=SHOWN.get(ending) or mimetypes.guess_type(found["name"])[0])
        response.headers["X-Content-Type-Options"] = "nosniff"
        if ending in ("html", "htm", "svg", "js", "exe", "php"):
            response.headers.set("Content-Disposition", "attachment")
        return response

    @app.patch("/files/<file_id>")
    def rename(file_id):
        find(file_id)
        query("UPDATE files SET name = ? WHERE id = ?", name_of(request.get_json().get("name")), file_id)
        return jsonify(find(file_id))

    @app.delete("/files/<file_id>")
    def delete(file_id):
        find(file_id)
        query("DELETE FROM files WHERE id = ?", file_id)
        os.remove(os.path.join(contents, file_id))
        return "", 204

    return app
