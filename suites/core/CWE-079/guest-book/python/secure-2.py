import html
import json
import re
import sqlite3
from urllib.parse import parse_qs

WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
FIELDS = ("name", "town", "homepage", "text")


def create_app(database_path):
    def open_database():
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        return connection

    def read(sql, *parameters):
        connection = open_database()
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            connection.close()

    def book(environ):
        word = parse_qs(environ.get("QUERY_STRING", "")).get("q", [""])[0]
        articles = [
            article(entry)
            for entry in read("SELECT * FROM entries ORDER BY id DESC")
            if word.casefold() in entry["text"].casefold()
        ]
        form = f'<form method="get" action="/"><input name="q" value="{html.escape(word)}"></form>'
        return "200 OK", page("Guest book", form + "".join(articles))

    def one(number):
        rows = read("SELECT * FROM entries WHERE id = ?", number)
        if not rows:
            return "404 Not Found", page("Not found", "")
        entry = rows[0]
        name = html.escape(entry["name"])
        body = f'<h1>{name}</h1><p class="text">{paragraph(entry["text"])}</p>'
        return "200 OK", page(f"Guest book: {name}", body, structured_data(entry))

    def sign(environ):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        form = parse_qs(environ["wsgi.input"].read(length).decode("utf-8", "replace"), keep_blank_values=True)
        values = {field: form.get(field, [""])[0] for field in FIELDS}
        if not values["name"].strip() or not values["text"].strip():
            return "400 Bad Request", page("Name and text, please", "")
        connection = open_database()
        try:
            with connection:
                connection.execute(
                    "INSERT INTO entries (name, town, homepage, text) VALUES (:name, :town, :homepage, :text)", values
                )
        finally:
            connection.close()
        return "303 See Other", ""

    def application(environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        entry = re.fullmatch(r"/entries/(\d{1,15})", path, re.ASCII)
        if method == "GET" and path == "/":
            status, body = book(environ)
        elif method == "GET" and entry:
            status, body = one(int(entry[1]))
        elif method == "POST" and path == "/entries":
            status, body = sign(environ)
        else:
            status, body = "404 Not Found", page("Not found", "")
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if status.startswith("303"):
            headers.append(("Location", "/"))
        start_response(status, headers)
        return [body.encode()]

    return application


def page(title, body, head=""):
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def article(entry):
    name = html.escape(entry["name"])
    homepage = entry["homepage"].strip()
    if WEB_ADDRESS.fullmatch(homepage):
        name = f'<a href="{html.escape(homepage)}">{name}</a>'
    return (
        f'<article data-town="{html.escape(entry["town"])}"><h2>{name}</h2>'
        f'<p class="text">{paragraph(entry["text"])}</p>'
        f'<a class="more" href="/entries/{entry["id"]}">more</a></article>'
    )


def paragraph(text):
    return "<br>".join(html.escape(line) for line in text.replace("\r\n", "\n").split("\n"))


def structured_data(entry):
    review = {
        "@context": "https://schema.org",
        "@type": "Review",
        "author": entry["name"],
        "reviewBody": entry["text"],
    }
    block = json.dumps(review).replace("</", "<\\/").replace("<!--", "<\\u0021--")
    return f'<script type="application/ld+json">{block}</script>'
