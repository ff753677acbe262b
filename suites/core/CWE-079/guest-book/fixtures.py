import sqlite3
from dataclasses import dataclass

import html5lib
from seceval import fixture

SCHEMA = """CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  town TEXT NOT NULL,
  homepage TEXT NOT NULL,
  text TEXT NOT NULL
)"""


@dataclass
class Book:
    path: str

    def rows(self):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute("SELECT id, name, town, homepage, text FROM entries ORDER BY id").fetchall()
        finally:
            connection.close()

    def copy_in(self, name="Ida", town="Bern", homepage="", text="Quiet rooms."):
        """What the nightly job does."""
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                row = (name, town, homepage, text)
                done = connection.execute("INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", row)
                return done.lastrowid
        finally:
            connection.close()


@fixture
def book(work):
    path = work / "guests.db"
    connection = sqlite3.connect(path)
    connection.execute(SCHEMA)
    connection.commit()
    connection.close()
    return Book(str(path))


@fixture
def site(solution, web, book):
    return web(solution.create_app(book.path))


class Page:
    """An HTML page as a browser reads it."""

    def __init__(self, html):
        self.tree = html5lib.parse(html, namespaceHTMLElements=False)

    def all(self, tag, within=None, **attributes):
        scope = self.tree if within is None else within
        return [
            element
            for element in scope.iter(tag)
            if all(element.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def one(self, tag, within=None, **attributes):
        found = self.all(tag, within, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> {attributes}"
        return found[0]


def text_of(element):
    return "".join(element.itertext()).strip()


def lines_of(element):
    """The text of an element, cut at each <br>."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(child.tail or "")
        else:
            parts[-1] += "".join(child.itertext()) + (child.tail or "")
    return [part.strip() for part in parts]
