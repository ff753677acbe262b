import hashlib
import json
import re
from urllib.parse import unquote

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

PATH = re.compile(r"/(?![/\\])")


def _text(value):
    if not isinstance(value, str):
        raise BadRequest("a text was expected")
    return value


def _to_bytes(response):
    head = "".join(f"{name}: {value}\r\n" for name, value in response.headers)
    return f"HTTP/1.1 {response.status}\r\n{head}\r\n".encode() + response.get_data()


class Exchange:
    def __init__(self):
        self.files, self.links = {}, {}

    def respond(self, method, target, headers, body):
        path, _, query = target.partition("#")[0].partition("?")
        try:
            response = self.answer((method, path, query), headers, body)
        except HTTPException as error:
            response = Response(status=error.code)
        except (KeyError, ValueError, AttributeError):
            response = Response(status=400)
        response.headers["Content-Length"] = str(len(response.get_data()))
        return _to_bytes(response)

    def answer(self, line, headers, body):
        method, path, query = line
        routes = {
            r"PUT /files/([^/]+)": lambda name: self.put(name, headers, body),
            r"PATCH /files/([^/]+)": lambda name: self.patch(name, json.loads(body)),
            r"GET /files/([^/]+)": self.get,
            r"POST /links": lambda: self.add_link(json.loads(body)),
            r"GET /l/([^/]+)": self.follow,
            r"GET /language/([^/]+)": lambda code: self.language(code, query),
        }
        for pattern, handler in routes.items():
            match = re.fullmatch(pattern, f"{method} {path}")
            if match:
                return handler(*map(unquote, match.groups()))
        raise NotFound

    def put(self, name, headers, body):
        kind = headers.get("content-type", "application/octet-stream")
        self.files[name] = self.checked({"content": body, "type": kind, "user": headers["x-user"], "name": name})
        return Response(status=201)

    def checked(self, file):
        """The file, if its texts can stand in a response."""
        self.download(file)
        return file

    def download(self, file):
        name = file["name"].replace("\\", r"\\").replace('"', r"\"")
        response = Response(file["content"], content_type=file["type"])
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["X-Uploaded-By"] = file["user"]
        response.headers["ETag"] = f'"{hashlib.sha256(file["content"]).hexdigest()}"'
        if file.get("note"):
            response.headers["X-Note"] = file["note"]
        return response

    def find(self, name):
        if name not in self.files:
            raise NotFound
        return self.files[name]

    def patch(self, name, changes):
        old = self.find(name)
        changes = {key: _text(changes[key]) for key in ("type", "note", "name") if key in changes}
        new = self.checked({**old, **changes})
        del self.files[name]
        self.files[new["name"]] = new
        return Response(status=200)

    def get(self, name):
        return self.download(self.find(name))

    def add_link(self, link):
        if not PATH.match(_text(link["to"])):
            raise BadRequest
        self.links[_text(link["code"])] = iri_to_uri(link["to"])
        return Response(status=201)

    def follow(self, code):
        if code not in self.links:
            raise NotFound
        return Response(status=303, headers={"Location": self.links[code]})

    def language(self, code, query):
        pairs = MultiDict(part.partition("=")[::2] for part in query.split("&"))
        back = unquote(pairs.get("back", "/").replace("+", " "))
        if not PATH.match(back) or not re.fullmatch(r"[\w-]+", code, re.ASCII):
            raise BadRequest
        return Response(status=303, headers={"Location": back, "Set-Cookie": f"language={code}; Path=/"})
