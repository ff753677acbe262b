import base64
import binascii
import datetime
import hashlib
import hmac
import json
import re
import sqlite3
from contextlib import closing
from email.utils import parsedate_to_datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask, Response, abort, jsonify, request

TOLERANCE = datetime.timedelta(minutes=5)
SIGNED_WITH_BODY = {"(request-target)", "date", "digest"}
SIGNED_WITHOUT_BODY = {"date"}
PARAMETER = re.compile(r'\s*([A-Za-z]+)="([^"]*)"\s*')


class Refused(Exception):
    pass


def read_parameters(header):
    parameters = {}
    for part in header.split(","):
        match = PARAMETER.fullmatch(part)
        if match is None:
            raise Refused("not a signature header")
        parameters[match[1]] = match[2]
    return parameters


def find_key(keys_path, key_id, carrier, today):
    with open(keys_path, encoding="utf-8") as file:
        keys = json.load(file)["keys"]
    own = {key["id"]: key for key in keys if key["carrier"] == carrier and (key["until"] or today) >= today}
    key = own.get(key_id, {})
    return key.get("type"), base64.b64decode(key.get("key", ""))


def fits(kind, material, message, signature):
    if kind == "ed25519":
        try:
            Ed25519PublicKey.from_public_bytes(material).verify(signature, message)
        except InvalidSignature:
            return False
        return True
    return hmac.compare_digest(hmac.digest(material, message, "sha256"), signature)


def request_target():
    query = request.query_string.decode()
    return f"{request.path}?{query}" if query else request.path


def signed_text(names):
    lines = []
    for name in names:
        if name == "(request-target)":
            value = f"{request.method.lower()} {request_target()}"
        else:
            value = request.headers.get(name)
            if value is None:
                raise Refused(f"no header {name}")
        lines.append(f"{name}: {value}")
    return "\n".join(lines).encode()


def check_request(keys_path, carrier, required):
    now = datetime.datetime.now(datetime.timezone.utc)
    try:
        parameters = read_parameters(request.headers.get("Signature", ""))
        names = parameters["headers"].split(" ")
        signature = base64.b64decode(parameters["signature"], validate=True)
        sent = parsedate_to_datetime(request.headers.get("Date", ""))
        if abs(now - sent) > TOLERANCE:
            raise Refused("too old")
    except (KeyError, ValueError, TypeError, binascii.Error) as error:
        raise Refused("not a signed request") from error
    if not required <= set(names):
        raise Refused("not everything is signed")
    kind, material = find_key(keys_path, parameters.get("keyId"), carrier, now.date().isoformat())
    if not fits(kind, material, signed_text(names), signature):
        raise Refused("the signature does not fit")


def check_digest(body):
    expected = "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()
    if request.headers.get("Digest") != expected:
        raise Refused("the body is another one")


def create_app(database_path, keys_path):
    app = Flask(__name__)

    @app.errorhandler(Refused)
    def refused(error):
        return Response(str(error), 401)

    @app.post("/carriers/<carrier>/events")
    def take(carrier):
        body = request.get_data()
        check_request(keys_path, carrier, SIGNED_WITH_BODY)
        check_digest(body)
        try:
            event_id = json.loads(body)["id"]
        except (ValueError, TypeError, KeyError):
            abort(400)
        if not isinstance(event_id, str) or not event_id:
            abort(400)
        with closing(sqlite3.connect(database_path)) as connection, connection:
            added = connection.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?)", (carrier, event_id, body))
        return jsonify(id=event_id), 201 if added.rowcount else 200

    @app.get("/carriers/<carrier>/events")
    def list_ids(carrier):
        check_request(keys_path, carrier, SIGNED_WITHOUT_BODY)
        with closing(sqlite3.connect(database_path)) as connection:
            rows = connection.execute("SELECT id FROM events WHERE carrier = ? ORDER BY id", (carrier,)).fetchall()
        prefix = request.args.get("prefix", "")
        return jsonify([row[0] for row in rows if row[0].startswith(prefix)])

    return app
