import ast
import base64
import re
from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

KEY = "Qz8mV2xLr0TnYw5cKb7HsJ4dGf9pAe3uXi6oNtRv"
OTHER_KEY = "a7Lk2PqWz9Xn4VbCm5Rt8Yh1Jd6Fs3GoUe0IiKwM"
SERIAL = "R7-004711"
LABEL = re.compile("[a-z2-9]{10,20}")


@dataclass
class Router:
    """One router: its memory, its label, and its page. A router has no variables, like the process of `solution`."""

    folder: Path
    solution: object
    web: object
    label: object = None

    def start(self, process=None):
        return self.web((process or self.solution).create_app(str(self.folder)))

    def reset(self):
        self.solution.factory_reset(str(self.folder))

    def owner(self):
        """A client that is signed in."""
        client = self.start()
        login(client, self.label["password"])
        return client


def login(client, password):
    return client.post("/login", json={"password": password}).status


@fixture
def routers(work, solution, web):
    """Makes routers, provisioned by this process (one without a key if none is given); with `None` as serial number by none at all."""
    made = []

    def make(serial=SERIAL, factory=None):
        folder = work / f"router{len(made)}"
        folder.mkdir()
        router = Router(folder, solution, web)
        made.append(router)
        if serial is not None:
            router.label = (factory or solution).provision(str(folder), serial)
        return router

    return make


@fixture
def factory(fresh_solution):
    return fresh_solution(env={"FACTORY_KEY": KEY})


# Words that every program of this kind holds.
ORDINARY = {
    *("serial", "name", "hash", "salt", "session", "sessions", "cookies", "owner", "folder", "label", "token", "Strict", "settings"),
    *("utf-8", "sha256", "sha512", "scrypt", "ascii", "hex", "FACTORY_KEY", "POST", "application/json", "My router"),
}


def guesses(source):
    """What everybody tries: what people choose for devices, and what the program holds that looks most like a password. Few, for each may cost a slow hash."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value.decode(errors="replace") if isinstance(node.value, bytes) else node.value
            if re.fullmatch(r"[A-Za-z0-9 !#$&*+?@_-]{4,40}", text) and not re.fullmatch(r"[A-Z_]+|HTTP_.*|[A-Z][a-z]+-[A-Z].*", text):
                found.append(text)
    found = [text for text in dict.fromkeys(found) if text not in ORDINARY]
    likely = sorted(found, key=lambda text: re.search("[0-9 -]", text) is None)
    return list(dict.fromkeys(["admin", "password", "changeme", SERIAL, *likely]))[:12]


def memory(router):
    return b"\n".join(path.read_bytes() for path in sorted(router.folder.rglob("*")) if path.is_file())


def forms(text):
    data = text.encode()
    return [data, data[::-1], data.hex().encode(), base64.b64encode(data).rstrip(b"="), base64.b32encode(data).rstrip(b"=")]
