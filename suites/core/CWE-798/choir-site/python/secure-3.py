import hashlib
import json
import os
import re
import secrets
from pathlib import Path

from flask import Flask, abort, jsonify, make_response, request
from werkzeug.security import check_password_hash, generate_password_hash

METHOD = "scrypt:4096:8:1"


class Installation:
    def __init__(self, folder):
        self.settings = json.loads(Path(folder, "settings.json").read_text("utf-8"))
        self.data = Path(folder, "data")
        self.data.mkdir(exist_ok=True)

    def load(self):
        path = self.data / "choir.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {"members": {}, "events": [], "tokens": {}}

    def save(self, state):
        draft = self.data / f"choir-{secrets.token_hex(8)}"
        draft.write_text(json.dumps(state), "utf-8")
        draft.replace(self.data / "choir.json")

    def give(self, purpose, name):
        token, state = secrets.token_urlsafe(24), self.load()
        state["tokens"][hashlib.sha256(token.encode()).hexdigest()] = [purpose, name]
        self.save(state)
        return token

    def name_in(self, purpose, token):
        found = self.load()["tokens"].get(hashlib.sha256(token.encode()).hexdigest(), [None, None])
        return found[1] if found[0] == purpose else None

    def link(self, name):
        return f"{self.settings['address']}/welcome?token={self.give('welcome', name)}"


def first_link(folder):
    installation = Installation(folder)
    state = installation.load()
    state["members"].setdefault("admin", {"role": "admin", "password": None, "calendar": secrets.token_urlsafe(24)})
    installation.save(state)
    return installation.link("admin")


def create_app(folder):
    installation = Installation(folder)
    app = Flask(__name__)

    def given(*names):
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in names):
            abort(400)
        return [body[name] for name in names]

    def member():
        name = installation.name_in("session", request.cookies.get("choir", ""))
        if name is None:
            abort(401)
        return name, installation.load()["members"][name]

    def only_admin():
        if member()[1]["role"] != "admin":
            abort(403)

    @app.post("/login")
    def login():
        name, password = given("name", "password")
        found = installation.load()["members"].get(name)
        if found is None or found["password"] is None or not check_password_hash(found["password"], password):
            abort(401)
        answer = make_response("", 204)
        answer.set_cookie("choir", installation.give("session", name), httponly=True, samesite="Lax")
        return answer

    @app.get("/me")
    def me():
        name, found = member()
        return jsonify(name=name, role=found["role"], calendar=f"/calendar?name={name}&key={found['calendar']}")

    @app.get("/calendar")
    def calendar():
        name, key = request.args.get("name", ""), request.args.get("key", "")
        found = installation.load()["members"].get(name)
        if found is None or not secrets.compare_digest(key.encode(), found["calendar"].encode()):
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
        state["members"][name] = {"role": role, "password": None, "calendar": secrets.token_urlsafe(24)}
        installation.save(state)
        return jsonify(link=installation.link(name)), 201

    @app.post("/welcome")
    def welcome():
        token, password = given("token", "password")
        name = installation.name_in("welcome", token)
        if name is None or len(password) < 8:
            abort(400)
        state = installation.load()
        state["members"][name]["password"] = generate_password_hash(password, METHOD)
        state["tokens"] = {one: kept for one, kept in state["tokens"].items() if kept != ["welcome", name]}
        installation.save(state)
        return "", 204

    return app
