import sqlite3
from urllib.parse import quote

import html5lib
from seceval import fixture

PARTS = [
    ("4711", "Chain, 114 links", "A 12", 8),
    ("B-20 blue", "Bell & bracket <small>", "A 12", 1),
    ("99", 'Tyre 28" "Road"', "C&D", 3),
]


class Store:
    def __init__(self, path):
        self.path = path

    def put(self, *rows):
        connection = sqlite3.connect(self.path)
        with connection:
            connection.executemany("INSERT INTO parts VALUES (?, ?, ?, ?)", rows)
        connection.close()

    def pieces(self, number):
        connection = sqlite3.connect(self.path)
        (pieces,) = connection.execute("SELECT pieces FROM parts WHERE number = ?", (number,)).fetchone()
        connection.close()
        return pieces


@fixture
def store(work):
    path = str(work / "parts.db")
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE parts (number TEXT PRIMARY KEY, title TEXT NOT NULL, shelf TEXT NOT NULL, pieces INTEGER NOT NULL)"
    )
    connection.close()
    made = Store(path)
    made.put(*PARTS)
    return made


@fixture
def site(solution, web, store):
    return web(solution.create_app(store.path))


def at(kind, name):
    return f"/{kind}/{quote(name, safe='')}"


class Page:
    def __init__(self, answer):
        self.status = answer.status
        self.is_html = answer.headers.get("content-type", "").startswith("text/html")
        self.tree = html5lib.parse(answer.text, namespaceHTMLElements=False)

    def texts(self, tag):
        return ["".join(one.itertext()).strip() for one in self.tree.iter(tag)]

    def links(self):
        return [(one.get("href"), "".join(one.itertext()).strip()) for one in self.tree.iter("a")]


def message(answer):
    return answer.status, answer.text
