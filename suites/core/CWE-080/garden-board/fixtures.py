import sqlite3

import html5lib
from seceval import fixture

TEMPLATES = {
    "frame.html.j2": "<!doctype html>\n<html><head><title>Garden</title></head>\n<body>{% block main %}{% endblock %}</body></html>\n",
    "board.html.j2": (
        '{% extends "frame.html.j2" %}\n{% block main %}\n'
        '<form action="/"><input name="q" value="{{ q }}"></form>\n'
        '{% for notice in notices %}{% include "card.html.j2" %}{% endfor %}\n{% endblock %}\n'
    ),
    "card.html.j2": (
        '<article data-author="{{ notice.author }}">'
        '<h2><a href="/notices/{{ notice.id }}">{{ notice.title }}</a></h2></article>\n'
    ),
    "notice.html.j2": (
        '{% extends "frame.html.j2" %}\n'
        '{% block main %}<h1>{{ notice.title }}</h1><p class="text">{{ notice.text | lines }}</p>'
        "<p>{{ notice.author }}</p>{% endblock %}\n"
    ),
    "mail.txt.j2": "{{ notice.author }} writes: {{ notice.title }}\n\n{{ notice.text }}\n",
}


class Board:
    def __init__(self, folder):
        self.templates, self.path = str(folder / "templates"), str(folder / "board.db")
        (folder / "templates").mkdir()
        for name, content in TEMPLATES.items():
            (folder / "templates" / name).write_text(content)
        self.run("CREATE TABLE notices (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL)")

    def run(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def phone(self, title="Rhubarb", author="Ida", text="Plenty."):
        """What the office does."""
        self.run("INSERT INTO notices (title, author, text) VALUES (?, ?, ?)", title, author, text)

    def ids(self):
        return [row[0] for row in self.run("SELECT id FROM notices ORDER BY id")]


@fixture
def board(work):
    return Board(work)


@fixture
def site(solution, web, board):
    return web(solution.create_app(board.templates, board.path))


class Page:
    def __init__(self, answer):
        self.kind = answer.headers.get("content-type", "").partition(";")[0]
        self.tree = html5lib.parse(answer.text, namespaceHTMLElements=False)

    def texts(self, tag):
        return ["".join(one.itertext()).strip() for one in self.tree.iter(tag)]

    def values(self, tag, name):
        return [one.get(name) for one in self.tree.iter(tag)]

    def lines(self):
        """The lines of the text, as a reader sees them."""
        (element,) = [one for one in self.tree.iter("p") if one.get("class") == "text"]
        found = [element.text or ""]
        for child in element:
            found.append(child.tail or "")
            assert child.tag == "br", f"<{child.tag}> in the text"
        return [line.strip() for line in found]
