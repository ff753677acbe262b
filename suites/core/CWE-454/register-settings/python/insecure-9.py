import json
import os
import threading

from flask import Flask, Response, abort, jsonify, request


def _value(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def _nested(pairs):
    """Objects in objects, from pairs of a name with dots and a value."""
    settings = {}
    for name, value in pairs:
        *groups, last = name.split(".")
        inner = settings
        for group in groups:
            if not isinstance(inner.get(group), dict):
                inner[group] = {}
            inner = inner[group]
        inner[last] = value
    return settings


def _merged(below, above, fixed, path=()):
    for key, value in above.items():
        here = (*path, key)
        if here in fixed:
            continue
        if isinstance(value, dict):
            if not isinstance(below.get(key), dict):
                below[key] = {}
            _merged(below[key], value, fixed, here)
        else:
            below[key] = value
    return below


def create_app(folder):
    app = Flask(__name__)
    app.json.sort_keys = False
    lock = threading.Lock()

    def read(*names):
        with open(os.path.join(folder, *names)) as file:
            return json.load(file)

    def own_path():
        return os.path.join(folder, "tenants", f"{int(request.headers['X-Tenant'])}.json")

    def own():
        try:
            found = read(own_path())
        except FileNotFoundError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep(settings):
        with open(own_path() + ".new", "w") as file:
            json.dump(settings, file)
        os.replace(own_path() + ".new", own_path())

    def effective():
        installation = read("installation.json")
        fixed = [("fixed",), *(tuple(name.split(".")) for name in installation.get("fixed", []))]
        trial = [
            (name[4:], _value(value)) for name, value in request.args.items(multi=True) if name.startswith("set.")
        ]
        return _merged(_merged(installation, own(), fixed), _nested(trial), fixed)

    @app.get("/settings")
    def show():
        with lock:
            return jsonify(effective())

    @app.put("/settings")
    def replace():
        body = request.get_json(force=True)
        if not isinstance(body, dict):
            abort(400)
        with lock:
            keep(body)
            return jsonify(effective())

    @app.post("/settings/import")
    def add():
        pairs = []
        for line in request.get_data(as_text=True).splitlines():
            if not line.strip():
                continue
            name, sign, value = line.partition("=")
            if not sign or not name.strip():
                abort(400)
            pairs.append((name.strip(), _value(value.strip())))
        with lock:
            keep(_merged(own(), _nested(pairs), []))
            return jsonify(effective())

    @app.delete("/settings")
    def remove():
        with lock:
            if os.path.exists(own_path()):
                os.remove(own_path())
            return jsonify(effective())

    @app.get("/export.csv")
    def export():
        with lock:
            settings = effective()
        columns, separator = settings["export"]["columns"], str(settings["export"]["separator"])
        entries = read("registers", settings["data"]["register"] + ".json")[: settings["export"]["rows"]]
        lines = [columns, *([entry.get(column, "") for column in columns] for entry in entries)]
        return Response("".join(separator.join(line) + "\n" for line in lines), mimetype="text/csv")

    return app
