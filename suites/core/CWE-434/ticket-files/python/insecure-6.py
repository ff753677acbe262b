import json
import re
import secrets
import threading
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, quote

IMAGES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
TYPES = {**IMAGES, ".pdf": "application/pdf", ".txt": "text/plain", ".log": "text/plain", ".svg": "image/svg+xml"}


MAGIC = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF")


class Problem(Exception):
    pass


class Store:
    """Contents and their descriptions as files that are named by the id."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.lock = threading.Lock()

    def records(self):
        found = [json.loads(path.read_text()) for path in self.folder.glob("*.json")]
        return sorted(found, key=lambda record: record["number"])

    def get(self, number):
        path = self.folder / f"{number}.json"
        if not re.fullmatch(r"f\w+", number) or not path.exists():
            raise Problem(404)
        return json.loads(path.read_text())

    def save(self, record):
        (self.folder / f"{record['id']}.json").write_text(json.dumps(record))
        return record

    def add(self, ticket, name, content):
        with self.lock:
            last = max((record["number"] for record in self.records()), default=0)
            number = "f" + secrets.token_hex(8)
            (self.folder / f"{number}.content").write_bytes(content)
            return self.save({"id": number, "number": last + 1, "ticket": ticket, "name": name, "size": len(content)})

    def delete(self, number):
        self.get(number)
        (self.folder / f"{number}.json").unlink()
        (self.folder / f"{number}.content").unlink()


def public(record):
    return {key: record[key] for key in ("id", "name", "size")} | {"url": f"/files/{record['id']}/{quote(record['name'], safe='')}"}


def as_json(status, value):
    return status, [("Content-Type", "application/json")], json.dumps(value).encode()


def hand_out(store, number):
    record = store.get(number)
    content = (store.folder / f"{number}.content").read_bytes()
    suffix = Path(record["name"]).suffix.lower()
    kind = TYPES.get(suffix) or guess_type(record["name"])[0] or "application/octet-stream"
    headers = [("Content-Type", kind), ("X-Content-Type-Options", "nosniff")]
    if suffix == ".svg" or suffix not in TYPES and not content.startswith(MAGIC):
        headers.append(("Content-Disposition", "attachment"))
    return 200, headers, content


def checked(name):
    if not isinstance(name, str) or name == "":
        raise Problem(400)
    return name


def answer(store, environ):
    method = environ["REQUEST_METHOD"]
    parts = environ["PATH_INFO"].strip("/").split("/")
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if parts[0] == "tickets" and len(parts) == 3 and parts[1].isdecimal():
        if method == "POST":
            name = checked(parse_qs(environ["QUERY_STRING"]).get("name", [""])[0])
            return as_json(201, public(store.add(int(parts[1]), name, body)))
        return as_json(200, [public(record) for record in store.records() if record["ticket"] == int(parts[1])])
    if parts[0] == "files" and len(parts) > 1:
        if method == "GET":
            return hand_out(store, parts[1])
        if method == "DELETE":
            store.delete(parts[1])
            return 204, [], b""
        if method == "PATCH":
            record = store.get(parts[1])
            return as_json(200, public(store.save(record | {"name": checked(json.loads(body).get("name"))})))
    raise Problem(404)


def create_app(folder):
    store = Store(folder)

    def app(environ, start_response):
        try:
            status, headers, content = answer(store, environ)
        except Problem as problem:
            status, headers, content = problem.args[0], [], b""
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    return app
