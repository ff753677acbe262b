import copy
import json
import threading
from pathlib import Path

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest

ABSENT = object()


def get(settings, path):
    for part in path:
        if not isinstance(settings, dict) or part not in settings:
            return ABSENT
        settings = settings[part]
    return settings


def put(settings, path, value):
    for part in path[:-1]:
        if not isinstance(settings.get(part), dict):
            settings[part] = {}
        settings = settings[part]
    if value is not ABSENT:
        settings[path[-1]] = copy.deepcopy(value)


def leaves(settings, path=()):
    for key, value in settings.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def parse(name, text):
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    path = tuple(name.split("."))
    return list(leaves(value, path)) if isinstance(value, dict) else [(path, value)]


class Settings:
    def __init__(self, folder):
        self.folder = Path(folder)

    def file_of(self, tenant):
        return self.folder / "tenants" / f"{tenant}.json"

    def own(self, tenant):
        file = self.file_of(tenant)
        return json.loads(file.read_text()) if file.exists() else {}

    def effective(self, tenant, trial):
        installation = json.loads((self.folder / "installation.json").read_text())
        result = copy.deepcopy(installation)
        for path, value in [*leaves(self.own(tenant)), *trial]:
            put(result, path, value)
        for name in ["fixed", *installation.get("fixed", [])]:
            path = tuple(name.split("."))
            put(result, path, get(installation, path))
        return result


def create_app(folder):
    app = Flask(__name__)
    settings, lock = Settings(folder), threading.RLock()

    def tenant():
        return request.headers.get("X-Tenant", type=int)

    def effective():
        trial = []
        for name, values in request.args.lists():
            if name.startswith("set."):
                trial += parse(name.removeprefix("set."), values[-1])
        with lock:
            return settings.effective(tenant(), trial)

    @app.route("/settings", methods=["GET", "PUT", "DELETE"])
    def one():
        with lock:
            if request.method == "PUT":
                body = request.get_json(force=True)
                if not isinstance(body, dict):
                    raise BadRequest
                settings.file_of(tenant()).write_text(json.dumps(body))
            if request.method == "DELETE":
                settings.file_of(tenant()).unlink(missing_ok=True)
            return jsonify(effective())

    @app.post("/settings/import")
    def take_over():
        with lock:
            own = settings.own(tenant())
            for line in filter(str.strip, request.get_data(as_text=True).split("\n")):
                name, equals, text = map(str.strip, line.partition("="))
                if not equals:
                    raise BadRequest
                for path, value in parse(name, text):
                    put(own, path, value)
            settings.file_of(tenant()).write_text(json.dumps(own))
            return jsonify(effective())

    @app.get("/export.csv")
    def export():
        now = effective()
        entries = json.loads((Path(folder) / "registers" / (now["data"]["register"] + ".json")).read_text())
        table = [now["export"]["columns"]]
        for entry in entries[: now["export"]["rows"]]:
            table.append([entry[column] for column in table[0]])
        text = "\n".join(now["export"]["separator"].join(row) for row in table)
        return Response(text + "\n", content_type="text/csv")

    return app
