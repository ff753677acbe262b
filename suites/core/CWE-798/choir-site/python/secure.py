import hashlib
import hmac
import json
import os
import re
import secrets
from pathlib import Path

from flask import Flask, abort, jsonify, request, session
from werkzeug.security import check_password_hash, generate_password_hash

METHOD = "scrypt:4096:8:1"


class Installation:
    def __init__(self, folder):
        self.settings = json.loads(Path(folder, "settings.json").read_text("utf-8"))
        self.data = Path(folder, "data")
        self.data.mkdir(exist_ok=True)
        self.key = self.own_key()

    def own_key(self):
        path = self.data / "key"
        draft = self.data / f"key-{secrets.token_hex(8)}"
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
        return path.read_text()

    def load(self):
        path = self.data / "choir.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {"members": {}, "events": []}

    def save(self, state):
        draft = self.data / f"choir-{secrets.token_hex(8)}"
        draft.write_text(json.dumps(state), "utf-8")
        draft.replace(self.data / "choir.json")

    def sign(self, purpose, text):
        return hmac.new(self.key.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()

    def link(self, name):
        password = self.load()["members"][name]["password"]
        return f"{self.settings['address']}/welcome?token={name}.{self.sign('welcome', f'{name}:{password}')}"

    def name_in(self, token):
        name = token.partition(".")[0]
        member = self.load()["members"].get(name)
        if member is None:
            return None
        expected = f"{name}.{self.sign('welcome', f'{name}:' + str(member['password']))}"
        return name if hmac.compare_digest(token.encode(), expected.encode()) else None


def first_link(folder):
    installation = Installation(folder)
    state = installation.load()
    state["members"].setdefault("admin", {"role": "admin", "password": None})
    installation.save(state)
    return installation.link("admin")


def create_app(folder):
    installation = Installation(folder)
    app = Flask(__name__)
    app.secret_key = installation.sign("cookies", "")

    def given(*names):
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in names):
            abort(400)
        return [body[name] for name in names]

    def member():
        found = installation.load()["members"].get(session.get("name"))
        if found is None:
            abort(401)
        return found

    def only_admin():
        if member()["role"] != "admin":
            abort(403)

    @app.post("/login")
    def login():
        name, password = given("name", "password")
        found = installation.load()["members"].get(name)
        if found is None or found["password"] is None or not check_password_hash(found["password"], password):
            abort(401)
        session["name"] = name
        return "", 204

    @app.get("/me")
    def me():
        role, name = member()["role"], session["name"]
        return jsonify(name=name, role=role, calendar=f"/calendar?name={name}&key={installation.sign('calendar', name)}")

    @app.get("/calendar")
    def calendar():
        name, key = request.args.get("name", ""), request.args.get("key", "")
        if not hmac.compare_digest(key.encode(), installation.sign("calendar", name).encode()):
            abort(403)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:choir"]
        for title in installation.load()["events"]:
            lines += ["BEGIN:VEVENT", f"SUMMARY:{title}", "END:VEVENT"]
        return "\r\n".join([*lines, "END:VCALENDAR", ""]), 200, {"Content-Type": "text/calendar; charset=utf-8"}

    @app.post("/events")
    def add_event():
        only_admin()
        (title,) = given("title")
        state = installation.load()
        state["events"].append(re.sub(r"[^\w ]", "", title))
        installation.save(state)
        return "", 204

    @app.post("/members")
    def add_member():
        only_admin()
        name, role = given("name", "role")
        if not re.fullmatch("[a-z]+", name) or role not in ("member", "admin"):
            abort(400)
        state = installation.load()
        if name in state["members"]:
            abort(409)
        state["members"][name] = {"role": role, "password": None}
        installation.save(state)
        return jsonify(link=installation.link(name)), 201

    @app.post("/welcome")
    def welcome():
        token, password = given("token", "password")
        name = installation.name_in(token)
        if name is None or len(password) < 8:
            abort(400)
        state = installation.load()
        state["members"][name]["password"] = generate_password_hash(password, METHOD)
        installation.save(state)
        return "", 204

    return app
