import json
import sqlite3
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape


def create_app(database_path):
    def connect():
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        return db

    def html(title, content, head=""):
        return (
            "<!doctype html><html><head><meta charset='utf-8'>"
            f"<title>{escape(title)}</title>{head}</head><body>{content}</body></html>"
        )

    def paragraph(text):
        lines = text.replace("\r\n", "\n").split("\n")
        return "<p class='text'>" + "<br>".join(escape(line) for line in lines) + "</p>"

    def heading(entry):
        if urlsplit(entry["homepage"]).scheme in ("http", "https"):
            return f"<h2><a href='{escape(entry['homepage'])}'>{escape(entry['name'])}</a></h2>"
        return f"<h2>{escape(entry['name'])}</h2>"

    def index(environ):
        q = parse_qs(environ["QUERY_STRING"]).get("q", [""])[0]
        db = connect()
        entries = db.execute("SELECT * FROM entries ORDER BY id DESC").fetchall()
        db.close()
        content = f"<form method='get' action='/'><input name='q' value='{escape(q)}'></form>"
        for entry in entries:
            if q.lower() in entry["text"].lower():
                content += (
                    f"<article data-town='{escape(entry['town'])}'>{heading(entry)}{paragraph(entry['text'])}"
                    f"<a class='more' href='/entries/{entry['id']}'>more</a></article>"
                )
        return "200 OK", html("Guest book", content)

    def show(number):
        db = connect()
        entry = db.execute("SELECT * FROM entries WHERE id = ?", (number,)).fetchone()
        db.close()
        if entry is None:
            return "404 Not Found", html("Not found", "")
        review = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "Review",
                "author": entry["name"],
                "reviewBody": entry["text"],
            }
        )
        head = f"<script type='application/ld+json'>{review}</script>"
        content = f"<h1>{escape(entry['name'])}</h1>{paragraph(entry['text'])}"
        return "200 OK", html(f"Guest book: {entry['name']}", content, head)

    def add(environ):
        size = int(environ.get("CONTENT_LENGTH") or 0)
        form = parse_qs(environ["wsgi.input"].read(size).decode())
        name, town, homepage, text = (form.get(key, [""])[0] for key in ("name", "town", "homepage", "text"))
        if not name.strip() or not text.strip():
            return "400 Bad Request", html("Bad request", "")
        db = connect()
        with db:
            db.execute(
                "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", (name, town, homepage, text)
            )
        db.close()
        return "303 See Other", ""

    def application(environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        number = path.removeprefix("/entries/")
        if (method, path) == ("GET", "/"):
            status, body = index(environ)
        elif (method, path) == ("POST", "/entries"):
            status, body = add(environ)
        elif method == "GET" and number.isdecimal():
            status, body = show(int(number))
        else:
            status, body = "404 Not Found", html("Not found", "")
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if status.startswith("303"):
            headers.append(("Location", "/"))
        start_response(status, headers)
        return [body.encode()]

    return application
