import json
import os
import threading

from flask import Flask, abort, jsonify, request, send_file


def create_app(folder):
    app = Flask(__name__)
    lock = threading.Lock()
    index = os.path.join(folder, "index.json")

    def load():
        if not os.path.exists(index):
            return {"last": 0, "files": {}}
        with open(index) as file:
            return json.load(file)

    def save(state):
        with open(index, "w") as file:
            json.dump(state, file)

    def place(file_id, name):
        return os.path.join(folder, file_id, name)

    def find(state, file_id):
        if file_id not in state["files"]:
            abort(404)
        return state["files"][file_id]

    def described(file_id, record):
        return {"id": file_id, "name": record["name"], "size": record["size"], "url": f"/files/{file_id}"}

    @app.post("/tickets/<int:ticket>/files")
    def add(ticket):
        name = request.args.get("name")
        if not name:
            abort(400)
        content = request.get_data()
        with lock:
            state = load()
            state["last"] += 1
            file_id = str(state["last"])
            os.makedirs(os.path.join(folder, file_id), exist_ok=True)
            with open(place(file_id, name), "wb") as file:
                file.write(content)
            record = state["files"][file_id] = {"ticket": ticket, "name": name, "size": len(content)}
            save(state)
        return jsonify(described(file_id, record)), 201

    @app.get("/tickets/<int:ticket>/files")
    def list_files(ticket):
        files = load()["files"].items()
        return jsonify([described(*item) for item in files if item[1]["ticket"] == ticket])

    @app.get("/files/<file_id>")
    def content(file_id):
        record = find(load(), file_id)
        kind = "text/plain" if record["name"].lower().endswith(".log") else None
        return send_file(os.path.abspath(place(file_id, record["name"])), mimetype=kind)

    @app.patch("/files/<file_id>")
    def rename(file_id):
        name = request.get_json().get("name")
        with lock:
            state = load()
            record = find(state, file_id)
            if not name:
                abort(400)
            os.rename(place(file_id, record["name"]), place(file_id, name))
            record["name"] = name
            save(state)
        return jsonify(described(file_id, record))

    @app.delete("/files/<file_id>")
    def delete(file_id):
        with lock:
            state = load()
            record = find(state, file_id)
            os.remove(place(file_id, record["name"]))
            os.rmdir(os.path.join(folder, file_id))
            del state["files"][file_id]
            save(state)
        return "", 204

    return app
