import hashlib
import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

REASONS = {200: "OK", 201: "Created", 303: "See Other", 400: "Bad Request", 404: "Not Found"}
ROUTES = {
    ("PUT", "files"), ("PATCH", "files"), ("GET", "files"), ("POST", "links"), ("GET", "l"), ("GET", "language"),
}  # fmt: skip


class File:
    def __init__(self, content, kind, user):
        self.content = content
        self.kind = kind
        self.user = user
        self.note = ""


def _response(status, headers=(), content=b""):
    lines = [f"HTTP/1.1 {status} {REASONS[status]}"]
    for name, value in headers:
        if not isinstance(value, str) or not value.isprintable():
            raise ValueError(f"{name} cannot be written")
        lines.append(f"{name}: {value}")
    lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def _is_path(text):
    return re.match(r"/(?![/\\])", text) is not None


class Exchange:
    def __init__(self):
        self.files = {}
        self.links = {}

    def respond(self, method, target, headers, body):
        parts = urlsplit(target)
        place, _, name = parts.path.removeprefix("/").partition("/")
        handler = getattr(self, f"_{method.lower()}_{place}", None) if (method, place) in ROUTES else None
        if handler is None:
            return _response(404)
        request = {"name": unquote(name), "query": parse_qs(parts.query), "headers": headers, "body": body}
        try:
            return handler(request)
        except (KeyError, TypeError, ValueError):
            return _response(400)

    def _put_files(self, request):
        headers = request["headers"]
        kind = headers.get("content-type", "application/octet-stream")
        self.files[request["name"]] = File(request["body"], kind, headers["x-user"])
        return _response(201)

    def _patch_files(self, request):
        changes = json.loads(request["body"])
        file = self.files.get(request["name"])
        if file is None:
            return _response(404)
        file.kind = changes.get("type", file.kind)
        file.note = changes.get("note", file.note)
        if "name" in changes:
            del self.files[request["name"]]
            self.files[changes["name"]] = file
        return _response(200)

    def _get_files(self, request):
        name = request["name"]
        file = self.files.get(name)
        if file is None:
            return _response(404)
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        headers = [
            ("Content-Type", file.kind),
            ("Content-Disposition", f'attachment; filename="{quoted}"'),
            ("X-Uploaded-By", file.user),
            ("ETag", f'"{hashlib.sha256(file.content).hexdigest()}"'),
        ]
        if file.note:
            headers.append(("X-Note", file.note))
        return _response(200, headers, file.content)

    def _post_links(self, request):
        link = json.loads(request["body"])
        if not _is_path(link["to"]):
            return _response(400)
        self.links[link["code"]] = link["to"]
        return _response(201)

    def _get_l(self, request):
        if request["name"] not in self.links:
            return _response(404)
        return _response(303, [("Location", self.links[request["name"]])])

    def _get_language(self, request):
        back = request["query"].get("back", ["/"])[0]
        if not _is_path(back) or not re.fullmatch("[A-Za-z0-9-]+", request["name"]):
            return _response(400)
        cookie = f"language={request['name']}; Path=/"
        return _response(303, [("Location", back), ("Set-Cookie", cookie)])
