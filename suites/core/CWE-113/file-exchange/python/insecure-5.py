import hashlib
import io
import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, unquote, urlsplit


class Writer(BaseHTTPRequestHandler):
    """Writes one response in the way of the library's server, into memory."""

    def __init__(self):
        self.wfile = io.BytesIO()
        self.request_version = self.protocol_version = "HTTP/1.1"

    def write(self, status, headers=(), content=b""):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return self.wfile.getvalue() + content

    def send_header(self, keyword, value):
        """The library's version writes Latin-1."""
        self._headers_buffer.append(f"{keyword}: {value}\r\n".encode())


class Exchange:
    def __init__(self):
        self.files, self.links = {}, {}

    def respond(self, method, target, headers, body):
        try:
            return Writer().write(*self.answer(method, urlsplit(target), (headers, body)))
        except (KeyError, TypeError, ValueError, AttributeError):
            return Writer().write(400)

    def answer(self, method, address, sent):
        parts = [unquote(part) for part in address.path.split("/")[1:]]
        kind, name = parts[0], "/".join(parts[1:])
        if method == "POST" and parts == ["links"]:
            return self.add_link(**json.loads(sent[1]))
        if method == "GET" and kind == "l" and name in self.links:
            return 303, [("Location", self.links[name])]
        if method == "GET" and kind == "language":
            back = parse_qs(address.query).get("back", ["/"])[-1]
            return 303, [("Location", back), ("Set-Cookie", f"language={name}; Path=/")]
        if method == "PUT" and kind == "files":
            headers, content = sent
            type_ = headers.get("content-type", "application/octet-stream")
            self.files[name] = {"type": type_, "user": headers["x-user"], "content": content, "note": None}
            return (201,)
        if kind == "files" and name in self.files:
            return self.patch(name, json.loads(sent[1])) if method == "PATCH" else self.show(name)
        return (404,)

    def add_link(self, code, to):
        if not to.startswith("/") or to.startswith("//"):
            return (400,)
        self.links[code] = to
        return (201,)

    def patch(self, name, changes):
        file = self.files.pop(name)
        new_name = changes.pop("name", name)
        self.files[new_name] = file | {key: changes[key] for key in ("type", "note") if key in changes}
        return (200,)

    def show(self, name):
        file = self.files[name]
        escaped = "".join("\\" + sign if sign in '"\\' else sign for sign in name)
        headers = [
            ("Content-Type", file["type"]),
            ("Content-Disposition", f'attachment; filename="{escaped}"'),
            ("X-Uploaded-By", file["user"]),
            ("ETag", '"' + hashlib.sha256(file["content"]).hexdigest() + '"'),
        ]
        if file["note"]:
            headers.append(("X-Note", file["note"]))
        return 200, headers, file["content"]
