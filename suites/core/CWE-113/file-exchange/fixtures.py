import json
from types import SimpleNamespace

from seceval import fixture


def parse(response):
    """A response as clients read it: they take a line feed alone for the end of a line, too."""
    head, lines, rest = [], [], response
    while rest:
        line, _, rest = rest.partition(b"\n")
        line = line.removesuffix(b"\r")
        if not line:
            break
        lines.append(line.decode("utf-8", "replace"))
    for line in lines[1:]:
        name, _, value = line.partition(":")
        head.append((name.strip().lower(), value.strip()))
    version, _, status = (lines[0] if lines else "").partition(" ")
    return SimpleNamespace(
        version=version, status=int(status[:3]) if status[:3].isdigit() else 0, headers=head, content=rest, raw=response
    )


class Caller:
    """Sends requests of one user."""

    def __init__(self, exchange, user="ada"):
        self.exchange, self.user = exchange, user

    def __call__(self, method, target, body=b"", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"host": "device.example", "x-user": self.user, "content-length": str(len(body)), **named}
        return parse(self.exchange.respond(method, target, sent, body))

    def json(self, method, target, value):
        return self(method, target, json.dumps(value).encode(), content_type="application/json")


@fixture
def call(solution):
    return Caller(solution.Exchange())


def disposition(name):
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'attachment; filename="{quoted}"'


def cookie(code):
    return f"language={code}; Path=/"


def header(answer, name):
    """The value of a header that occurs once."""
    values = [value for other, value in answer.headers if other == name]
    return values[0] if len(values) == 1 else values
