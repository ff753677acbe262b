import base64
import hashlib
import hmac
import json
import sqlite3
import threading
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519

COVERED = {"POST": ("(request-target)", "date", "digest"), "GET": ("date",)}


def check_hmac(secret, text, signature):
    return hmac.compare_digest(hmac.new(secret, text, hashlib.sha256).digest(), signature)


def check_ed25519(public, text, signature):
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


CHECKS = {"hmac-sha256": check_hmac, "ed25519": check_ed25519}


class Service:
    """A WSGI application."""

    def __init__(self, database, keys):
        self.database = sqlite3.connect(database, check_same_thread=False)
        self.lock = threading.Lock()
        self.keys = keys

    def __call__(self, environ, start_response):
        status, answer = self.answer(environ)
        content = json.dumps(answer).encode()
        start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(content)))])
        return [content]

    def answer(self, environ):
        parts = environ["PATH_INFO"].split("/")
        method = environ["REQUEST_METHOD"]
        if len(parts) != 4 or parts[1] != "carriers" or parts[3] != "events":
            return "404 Not Found", None
        if method not in COVERED:
            return "405 Method Not Allowed", None
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            genuine = self.is_genuine(environ, parts[2], body)
        except (KeyError, ValueError, TypeError):
            genuine = False
        if not genuine:
            return "401 Unauthorized", None
        return self.store(parts[2], body) if method == "POST" else self.ids(parts[2], environ.get("QUERY_STRING", ""))

    def is_genuine(self, environ, carrier, body):
        fields = {name[5:].replace("_", "-").lower(): environ[name] for name in environ if name.startswith("HTTP_")}
        fields["content-type"] = environ.get("CONTENT_TYPE", "")
        query = environ.get("QUERY_STRING")
        address = environ["PATH_INFO"] + (f"?{query}" if query else "")
        fields["(request-target)"] = f"{environ['REQUEST_METHOD'].lower()} {address}"
        given = {}
        for part in fields["signature"].split(","):
            name, value = part.strip().split("=", 1)
            given[name] = value.strip('"')
        names = given["headers"].split(" ")
        with open(self.keys, "rb") as file:
            (key,) = [key for key in json.load(file)["keys"] if (key["id"], key["carrier"]) == (given["keyId"], carrier)]
        now = datetime.now(timezone.utc)
        digest = hashlib.sha256(body).digest()
        text = "\n".join(name + ": " + fields[name] for name in names).encode()
        return (
            key["type"] == given["algorithm"]
            and (key["until"] is None or now.strftime("%Y-%m-%d") <= key["until"])
            and all(name in names for name in COVERED[environ["REQUEST_METHOD"]])
            and abs(now - parsedate_to_datetime(fields["date"])) <= timedelta(minutes=5)
            and ("digest" not in names or fields["digest"] == "SHA-256=" + base64.b64encode(digest).decode())
            and CHECKS[key["type"]](base64.b64decode(key["key"]), text, base64.b64decode(given["signature"]))
        )

    def store(self, carrier, body):
        try:
            event = json.loads(body)
            number = event["id"]
        except (ValueError, TypeError, KeyError):
            return "400 Bad Request", None
        if type(number) is not str or number == "":
            return "400 Bad Request", None
        with self.lock, self.database:
            row = self.database.execute("SELECT 1 FROM events WHERE carrier = ? AND id = ?", (carrier, number)).fetchone()
            if row is None:
                self.database.execute("INSERT INTO events VALUES (?, ?, ?)", (carrier, number, body))
        return "201 Created" if row is None else "200 OK", {"id": number}

    def ids(self, carrier, query):
        prefix = unquote(parse_qs(query).get("prefix", [""])[0])
        with self.lock:
            rows = self.database.execute("SELECT id FROM events WHERE carrier = ?", (carrier,)).fetchall()
        return "200 OK", sorted(row[0] for row in rows if row[0].startswith(prefix))


def create_app(database_path, keys_path):
    return Service(database_path, keys_path)
