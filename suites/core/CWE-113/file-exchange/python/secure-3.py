import json
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit


class Head(list):
    """Header lines; a control character in a value becomes a space."""

    def add(self, name, value):
        self.append(f"{name}: " + "".join(" " if ord(sign) < 32 or ord(sign) == 127 else sign for sign in value))

    def __str__(self):
        return "".join(line + "\r\n" for line in self) + "\r\n"


@dataclass
class File:
    content: bytes
    type: str
    user: str
    note: str = ""


class Exchange:
    def __init__(self):
        self._files: dict[str, File] = {}
        self._links: dict[str, str] = {}

    def respond(self, method, target, headers, body):
        self._head = Head()
        try:
            status, content = self._answer(method, urlsplit(target), (headers, body))
        except (AttributeError, LookupError, TypeError, ValueError):
            self._head = Head()
            status, content = HTTPStatus.BAD_REQUEST, b""
        self._head.add("Content-Length", str(len(content)))
        return f"HTTP/1.1 {status.value} {status.phrase}\r\n{self._head}".encode() + content

    def _answer(self, method, address, sent):
        match method, address.path.split("/")[1:]:
            case "PUT", ["files", name]:
                headers, body = sent
                kind = headers.get("content-type") or "application/octet-stream"
                self._files[unquote(name)] = File(body, kind, headers["x-user"])
                return HTTPStatus.CREATED, b""
            case "PATCH", ["files", name] if unquote(name) in self._files:
                return self._change(unquote(name), json.loads(sent[1]))
            case "GET", ["files", name] if unquote(name) in self._files:
                return self._file(unquote(name))
            case "POST", ["links"]:
                link = json.loads(sent[1])
                if not link["to"].startswith("/") or link["to"].startswith(("//", "/\\")):
                    return HTTPStatus.BAD_REQUEST, b""
                self._links[link["code"]] = link["to"]
                return HTTPStatus.CREATED, b""
            case "GET", ["l", code] if unquote(code) in self._links:
                self._head.add("Location", self._links[unquote(code)])
                return HTTPStatus.SEE_OTHER, b""
            case "GET", ["language", code]:
                back = dict(parse_qsl(address.query)).get("back", "/")
                if not back.startswith("/") or back.startswith(("//", "/\\")) or not code.replace("-", "").isalnum():
                    return HTTPStatus.BAD_REQUEST, b""
                self._head.add("Location", back)
                self._head.add("Set-Cookie", f"language={unquote(code)}; Path=/")
                return HTTPStatus.SEE_OTHER, b""
        return HTTPStatus.NOT_FOUND, b""

    def _change(self, name, changes):
        file = self._files[name]
        file.type = changes.get("type", file.type)
        file.note = changes.get("note", file.note)
        self._files[changes.get("name", name)] = self._files.pop(name)
        return HTTPStatus.OK, b""

    def _file(self, name):
        file = self._files[name]
        self._head.add("Content-Type", file.type)
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        self._head.add("Content-Disposition", f'attachment; filename="{quoted}"')
        self._head.add("X-Uploaded-By", file.user)
        if file.note:
            self._head.add("X-Note", file.note)
        self._head.add("ETag", f'"{sha256(file.content).hexdigest()}"')
        return HTTPStatus.OK, file.content
