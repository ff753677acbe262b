import json
import os
import threading
from urllib.parse import quote

from flask import Flask, Response, abort, jsonify, request

TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
TYPES |= {"pdf": "application/pdf", "txt": "text/plain", "log": "text/plain"}


class Desk:
    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.Lock()
        self.path = self.place("index.json")
        self.files = []
        if os.path.exists(self.path):
            with open(self.path) as file:
                self.files = json.load(file)

    def place(self, name):
        return os.path.join(self.folder, name)

    def save(self):
        with open(self.path, "w") as file:
            json.dump(self.files, file)

    def find(self, number):
        for record in self.files:
            if record["id"] == number and not record.get("gone"):
                return record
        abort(404)

    def unused(self, name):
        """The name itself, or with a number in front when there is such a file already."""
        taken = {record["stored"] for record in self.files}
        for number in range(len(taken) + 1):
            candidate = f"{number}-{name}" if number else name
            if candidate not in taken:
                return candidate


def public(record):
    return {"id": record["id"], "name": record["name"], "size": record["size"], "url": "/files/" + record["id"]}


def create_app(folder):
    app = Flask(__name__)
    desk = Desk(folder)

    @app.route("/tickets/<int:ticket>/files", methods=["GET", "POST"])
    def files(ticket):
        if request.method == "GET":
            found = [record for record in desk.files if record["ticket"] == ticket and not record.get("gone")]
            return jsonify([public(record) for record in found])
        name, content = request.args.get("name"), request.get_data()
        if not name:
            abort(400)
        with desk.lock:
            stored = desk.unused(name.replace("..", "__") if "/" in name else name)
            with open(desk.place(stored), "wb") as file:
                file.write(content)
            record = {"id": f"{len(desk.files) + 1}", "ticket": ticket, "name": name, "stored": stored, "size": len(content)}
            desk.files.append(record)
            desk.save()
        return jsonify(public(record)), 201

    @app.route("/files/<number>", methods=["GET", "PATCH", "DELETE"])
    def file(number):
        record = desk.find(number)
        if request.method == "GET":
            with open(desk.place(record["stored"]), "rb") as file:
                content = file.read()
            ending = record["name"].rpartition(".")[2].lower()
            headers = {"X-Content-Type-Options": "nosniff"}
            if ending not in TYPES:
                headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(record['name'], safe='')}"
            kind = "image/svg+xml" if ending == "svg" else TYPES.get(ending, "application/octet-stream")
            return Response(content, content_type=kind, headers=headers)
        with desk.lock:
            if request.method == "PATCH":
                name = request.get_json().get("name")
                if not name:
                    abort(400)
                record["name"] = name
            else:
                record["gone"] = True
                os.remove(desk.place(record["stored"]))
            desk.save()
        return (jsonify(public(record)), 200) if request.method == "PATCH" else ("", 204)

    return app
