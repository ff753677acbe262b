import base64
import functools
import hashlib
import hmac
import json
import os
import secrets

from flask import Flask, abort, request, session
from werkzeug.security import check_password_hash, generate_password_hash

METHOD = "scrypt:4096:8:1"


@functools.cache
def label_key():
    return os.environ.get("FACTORY_KEY") or secrets.token_hex(32)


def label(serial):
    mac = hmac.new(label_key().encode(), b"label:" + serial.encode(), hashlib.sha512).digest()
    return {"serial": serial, "password": base64.b32encode(mac)[:20].decode().lower()}


class Memory:
    """What a router remembers: of the factory, and of its owner."""

    def __init__(self, folder):
        self.factory, self.owner = (os.path.join(folder, name) for name in ("made.json", "present.json"))

    def load(self, path):
        try:
            with open(path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def save(self, path, values):
        with open(path + "~", "w", encoding="utf-8") as file:
            json.dump(values, file)
        os.replace(path + "~", path)

    def present(self):
        return {"serial": "", "name": "My router", "hash": None, **self.load(self.factory), **self.load(self.owner)}

    def change(self, **values):
        self.save(self.owner, {**self.load(self.owner), **values})


def provision(folder, serial):
    made, memory = label(serial), Memory(folder)
    memory.save(memory.factory, {"serial": serial, "hash": generate_password_hash(made["password"], METHOD), "cookies": secrets.token_hex(32)})
    return made


def factory_reset(folder):
    memory = Memory(folder)
    if os.path.exists(memory.owner):
        os.remove(memory.owner)


def create_app(folder):
    memory = Memory(folder)
    if "cookies" not in memory.present():
        memory.change(cookies=secrets.token_hex(32))
    app = Flask("router")
    app.secret_key = memory.present()["cookies"]

    def text(name):
        body = request.get_json(force=True, silent=True)
        value = body.get(name) if isinstance(body, dict) else None
        return value if isinstance(value, str) else abort(400)

    @app.before_request
    def check():
        if request.path not in ("/info", "/login", "/logout") and not session.get("owner"):
            abort(401)

    @app.get("/info")
    def info():
        present = memory.present()
        return {"serial": present["serial"], "name": present["name"]}

    @app.post("/login")
    def login():
        present, password = memory.present(), text("password")
        if not present["hash"] or not check_password_hash(present["hash"], password):
            abort(401)
        session["owner"] = True
        return "", 204

    @app.post("/logout")
    def logout():
        session.clear()
        return "", 204

    @app.get("/settings")
    def settings():
        return {"name": memory.present()["name"]}

    @app.put("/settings")
    def change_settings():
        memory.change(name=text("name"))
        return "", 204

    @app.put("/password")
    def change_password():
        if not 8 <= len(text("password")) <= 100:
            abort(400)
        memory.change(hash=generate_password_hash(text("password"), METHOD))
        return "", 204

    return app
