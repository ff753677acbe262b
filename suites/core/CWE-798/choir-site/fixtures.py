import ast
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from seceval import fixture

EXAMPLE = {"choir": "Our choir", "address": "https://choir.example", "signing_key": "put a long random text here"}
OURS = {**EXAMPLE, "choir": "Cantiamo", "address": "https://cantiamo.example"}
PASSWORD = "alto tenor bass"


def without_key(settings):
    return {name: value for name, value in settings.items() if name != "signing_key"}


def token_of(link):
    return parse_qs(urlsplit(link).query)["token"][0]


@dataclass
class Choir:
    """An installation, and a process that serves it."""

    folder: Path
    solution: object
    web: object

    def page(self, solution=None):
        return self.web((solution or self.solution).create_app(str(self.folder)))

    def link(self):
        return self.solution.first_link(str(self.folder))

    def admin(self):
        """A client that is signed in as the administrator."""
        client = self.page()
        welcome(client, self.link(), PASSWORD)
        login(client, "admin", PASSWORD)
        return client


def welcome(client, link, password):
    return client.post("/welcome", json={"token": token_of(link), "password": password}).status


def login(client, name, password):
    return client.post("/login", json={"name": name, "password": password}).status


@fixture
def install(work, solution, web):
    def make(settings=OURS, process=None):
        folder = work / "site"
        folder.mkdir()
        (folder / "settings.json").write_text(json.dumps(settings))
        return Choir(folder, process or solution, web)

    return make


@fixture
def choir(install):
    return install()


def away(choir):
    """The installation goes elsewhere, so that another one can have its path, as on another computer."""
    shutil.move(choir.folder, choir.folder.with_name("elsewhere"))


# Words that every program of this kind holds.
ORDINARY = {
    *("name", "role", "member", "members", "events", "title", "token", "tokens", "session", "calendar", "welcome", "choir", "link"),
    *("utf-8", "sha256", "sha512", "scrypt", "ascii", "settings", "signing_key", "address", "data", "POST", "BEGIN:VEVENT"),
    *("END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "VERSION:2.0", "PRODID:choir", "Content-Type", "text/calendar"),
}


def guesses(source):
    """What everybody tries: what people choose, and what the program holds that looks most like a password. Few, for each may cost a slow hash."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value.decode(errors="replace") if isinstance(node.value, bytes) else node.value
            if re.fullmatch(r"[A-Za-z0-9 !#$&*+?@_-]{4,40}", text) and not re.fullmatch(r"[A-Z_]+|HTTP_.*|[A-Z][a-z]+-[A-Z].*", text):
                found.append(text)
    found = [text for text in dict.fromkeys(found) if text not in ORDINARY]
    likely = sorted(found, key=lambda text: re.search("[0-9 -]", text) is None)
    return list(dict.fromkeys(["admin", "password", "changeme", "", EXAMPLE["signing_key"], *likely]))[:14]
