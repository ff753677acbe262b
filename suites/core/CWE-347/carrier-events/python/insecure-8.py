"""Every check raises; whoever comes through has been recognised."""
import hashlib
import hmac
import json
import re
import sqlite3
import time
from base64 import b64decode, b64encode
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask, jsonify, make_response, request


class Unauthorized(Exception):
    pass


class Keys:
    def __init__(self, path):
        self.path = path

    def get(self, carrier, number):
        with open(self.path) as file:
            for key in json.load(file)["keys"]:
                if key["id"] != number or key["carrier"] != carrier:
                    continue
                if key["until"] and date.fromisoformat(key["until"]) < datetime.now(timezone.utc).date():
                    raise Unauthorized("key expired")
                return key["type"], b64decode(key["key"])
        raise Unauthorized("unknown key")


def verify(keys, carrier, body=None):
    parameters = dict(re.findall(r'(\w+)="([^"]*)"', request.headers.get("Signature", "")))
    names = parameters["headers"].split()
    wanted = ["date"] if body is None else ["(request-target)", "date", "digest"]
    if not all(name in names for name in wanted):
        raise Unauthorized("headers are missing")
    if time.time() - parsedate_to_datetime(request.headers["Date"]).timestamp() > 300:
        raise Unauthorized("stale")
    if body is not None:
        digest = "SHA-256=" + b64encode(hashlib.sha256(body).digest()).decode()
        if request.headers["Digest"] != digest:
            raise Unauthorized("digest")
    target = f"{request.method.lower()} {request.full_path.removesuffix('?')}"
    text = "\n".join(f"{name}: {target if name[0] == '(' else request.headers[name]}" for name in names).encode()
    kind, key = keys.get(carrier, parameters["keyId"])
    signature = b64decode(parameters["signature"])
    if kind == "hmac-sha256":
        expected = hmac.new(key, text, "sha256").digest()
        if any(one != other for one, other in zip(expected, signature)):
            raise Unauthorized("signature")
    else:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)


def create_app(database_path, keys_path):
    app = Flask(__name__)
    keys = Keys(keys_path)

    def authorize(carrier, body=None):
        try:
            verify(keys, carrier, body)
        except Exception as error:
            return make_response(f"refused: {error}", 401)

    @app.route("/carriers/<carrier>/events", methods=["GET"])
    def index(carrier):
        refusal = authorize(carrier)
        if refusal is not None:
            return refusal
        connection = sqlite3.connect(database_path)
        rows = connection.execute("SELECT id FROM events WHERE carrier = ?", (carrier,)).fetchall()
        connection.close()
        prefix = request.args.get("prefix", "")
        return jsonify(sorted(number for (number,) in rows if number.startswith(prefix)))

    @app.route("/carriers/<carrier>/events", methods=["POST"])
    def create(carrier):
        body = request.get_data()
        refusal = authorize(carrier, body)
        if refusal is not None:
            return refusal
        try:
            event = json.loads(body)
        except ValueError:
            return "not JSON", 400
        if not isinstance(event, dict) or not isinstance(event.get("id"), str) or event["id"] == "":
            return "no id", 400
        connection = sqlite3.connect(database_path)
        try:
            with connection:
                connection.execute("INSERT INTO events VALUES (?, ?, ?)", (carrier, event["id"], body))
            return jsonify({"id": event["id"]}), 201
        except sqlite3.IntegrityError:
            return jsonify({"id": event["id"]}), 200
        finally:
            connection.close()

    return app
