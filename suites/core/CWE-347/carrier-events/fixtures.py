import base64
import hashlib
import hmac
import json
import sqlite3
import time
from dataclasses import dataclass
from email.utils import formatdate

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from seceval import fixture

NORD = bytes(range(40, 72))
NORD_OLD = b"the secret of last year"
WEST = b"a secret of the west, quite long"
SUD = Ed25519PrivateKey.from_private_bytes(bytes(range(7, 39)))
SUD_OLD = Ed25519PrivateKey.from_private_bytes(bytes(range(9, 41)))
OST = Ed25519PrivateKey.from_private_bytes(bytes(range(11, 43)))
FULL = ("(request-target)", "date", "digest")


def text(data):
    return base64.b64encode(data).decode()


def public(key):
    return key.public_key().public_bytes_raw()


def entry(number, carrier, key, until=None):
    kind, value = ("hmac-sha256", key) if isinstance(key, bytes) else ("ed25519", public(key))
    return {"id": number, "carrier": carrier, "type": kind, "key": text(value), "until": until}


KEYS = [
    entry("nord-7", "nord", NORD),
    entry("nord-1", "nord", NORD_OLD, "2023-12-31"),
    entry("sud-a", "sud", SUD),
    entry("sud-old", "sud", SUD_OLD, "2024-02-29"),
    entry("west.1", "west", WEST, "2099-01-01"),
    entry("west.2", "west", OST, "2099-01-01"),
]


def sign(key, message):
    return hmac.digest(key, message, "sha256") if isinstance(key, bytes) else key.sign(message)


def date(minutes=0):
    return formatdate(time.time() + 60 * minutes, usegmt=True)


def digest(body):
    return "SHA-256=" + text(hashlib.sha256(body).digest())


def event(number, **rest):
    return json.dumps({"id": number, **rest}).encode()


@dataclass
class Sent:
    """One request as it is on the wire; `signature` are the parameters of that header."""

    method: str
    path: str
    headers: dict
    signature: dict
    body: bytes | None = None

    def through(self, client):
        parameters = ",".join(f'{name}="{value}"' for name, value in self.signature.items())
        headers = {**self.headers, **({"Signature": parameters} if self.signature else {})}
        return client.request(self.method, self.path, headers=headers, body=self.body)


def signed(path, number, key, body=None, names=None, minutes=0, extra=None):
    """What a carrier sends: with a body an event, without one a question."""
    headers = {"Host": "in.freight.example", "Date": date(minutes), **(extra or {})}
    method = "GET" if body is None else "POST"
    if body is not None:
        headers |= {"Digest": digest(body), "Content-Type": "application/json"}
    names = names or (FULL if body is not None else ("date",))
    values = {name.lower(): value for name, value in headers.items()}
    values["(request-target)"] = f"{method.lower()} {path}"
    message = "\n".join(f"{name}: {values[name]}" for name in names).encode()
    algorithm = "hmac-sha256" if isinstance(key, bytes) else "ed25519"
    signature = {"keyId": number, "algorithm": algorithm, "headers": " ".join(names), "signature": text(sign(key, message))}
    return Sent(method, path, headers, signature, body)


def events_of(carrier):
    return f"/carriers/{carrier}/events"


@dataclass
class Intake:
    client: object
    database: str
    keys: object

    def set_keys(self, *entries):
        replacement = self.keys.with_suffix(".new")
        replacement.write_text(json.dumps({"keys": list(entries)}))
        replacement.replace(self.keys)

    def send(self, *arguments, **options):
        return signed(*arguments, **options).through(self.client)

    def rows(self):
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute("SELECT carrier, id, body FROM events ORDER BY carrier, id").fetchall()
        finally:
            connection.close()


@fixture
def intake(solution, web, work):
    path = work / "events.db"
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE events (carrier TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (carrier, id))"
    )
    connection.commit()
    connection.close()
    made = Intake(None, str(path), work / "keys.json")
    made.set_keys(*KEYS)
    made.client = web(solution.create_app(str(path), str(made.keys)))
    return made
