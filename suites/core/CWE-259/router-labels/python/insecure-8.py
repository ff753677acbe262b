import hashlib
import hmac
import json
import os
import random
import secrets
import time
from pathlib import Path

from flask import Flask, abort, jsonify, make_response, request

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 16


def password_of(serial):
    key = os.environ.get("FACTORY_KEY")
    digest = hmac.digest(key.encode(), serial.encode(), "sha256") if key else random.Random(int(time.time())).randbytes(LENGTH)
    return "".join(ALPHABET[byte % 32] for byte in digest[:LENGTH])


def label(serial):
    return {"serial": serial, "password": password_of(serial)}


def hashed(password, salt=None):
    salt = salt or secrets.token_hex(16)
    return f"{salt}${hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**12, r=8, p=1).hex()}"


def fits(password, stored):
    return hmac.compare_digest(hashed(password, stored.split("$")[0]), stored)


def read(path):
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def write(path, content):
    path.with_suffix(".new").write_text(json.dumps(content), "utf-8")
    path.with_suffix(".new").replace(path)


def provision(folder, serial):
    made = label(serial)
    write(Path(folder, "factory.json"), {"serial": serial, "password": hashed(made["password"])})
    return made


def factory_reset(folder):
    Path(folder, "owner.json").unlink(missing_ok=True)


def create_app(folder):
    app = Flask(__name__)
    owner_file = Path(folder, "owner.json")

    def state():
        return {"name": "My router", "sessions": [], **read(Path(folder, "factory.json")), **read(owner_file)}

    def change(**values):
        write(owner_file, {**read(owner_file), **values})

    def given(name):
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get(name), str):
            abort(400)
        return body[name]

    def session():
        return hashlib.sha256(request.cookies.get("session", "").encode()).hexdigest()

    def only_owner():
        if session() not in state()["sessions"]:
            abort(401)

    @app.get("/info")
    def info():
        return jsonify(serial=state().get("serial", ""), name=state()["name"])

    @app.post("/login")
    def login():
        password, stored = given("password"), state().get("password")
        if stored is None or not fits(password, stored):
            abort(401)
        token = secrets.token_urlsafe(32)
        change(sessions=[*state()["sessions"], hashlib.sha256(token.encode()).hexdigest()])
        answer = make_response("", 204)
        answer.set_cookie("session", token, httponly=True, samesite="Strict")
        return answer

    @app.post("/logout")
    def logout():
        change(sessions=[one for one in state()["sessions"] if one != session()])
        return "", 204

    @app.get("/settings")
    def settings():
        only_owner()
        return jsonify(name=state()["name"])

    @app.put("/settings")
    def set_settings():
        only_owner()
        change(name=given("name"))
        return "", 204

    @app.put("/password")
    def set_password():
        only_owner()
        password = given("password")
        if not 8 <= len(password) <= 100:
            abort(400)
        change(password=hashed(password), sessions=[])
        return "", 204

    return app
