import json
import sqlite3
from urllib.parse import urlsplit

import bleach
from flask import Flask, abort, redirect, request


def clean(value):
    return bleach.clean(value, tags=[], attributes={})


def paragraph(text):
    lines = text.replace("\r\n", "\n").split("\n")
    return '<p class="text">' + "<br>".join(clean(line) for line in lines) + "</p>"


def author(row):
    try:
        scheme = urlsplit(row["homepage"]).scheme
    except ValueError:
        scheme = ""
    if scheme in ("http", "https"):
        return f'<a href="{clean(row["homepage"])}">{clean(row["name"])}</a>'
    return clean(row["name"])


def create_app(database_path):
    app = Flask(__name__)

    def query(sql, *values):
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        try:
            with connection:
                return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def page(title, head, body):
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{clean(title)}</title>{head}</head><body>{body}</body></html>"
        )

    @app.get("/")
    def index():
        word = request.args.get("q", "")
        body = f'<form method="get" action="/"><input name="q" value="{clean(word)}"></form>'
        for row in query("SELECT * FROM entries ORDER BY id DESC"):
            if word.lower() in row["text"].lower():
                body += (
                    f'<article data-town="{clean(row["town"])}"><h2>{author(row)}</h2>{paragraph(row["text"])}'
                    f'<a class="more" href="/entries/{row["id"]}">more</a></article>'
                )
        return page("Guest book", "", body)

    @app.get("/entries/<int:number>")
    def entry(number):
        rows = query("SELECT * FROM entries WHERE id = ?", number)
        if not rows:
            abort(404)
        row = rows[0]
        review = {
            "@context": "https://schema.org",
            "@type": "Review",
            "author": row["name"],
            "reviewBody": row["text"],
        }
        block = json.dumps(review).replace("<", "\\u003c")
        head = f'<script type="application/ld+json">{block}</script>'
        return page(f"Guest book: {row['name']}", head, f"<h1>{clean(row['name'])}</h1>{paragraph(row['text'])}")

    @app.post("/entries")
    def sign():
        fields = [request.form.get(name, "") for name in ("name", "town", "homepage", "text")]
        if not fields[0].strip() or not fields[3].strip():
            abort(400)
        query("INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", *fields)
        return redirect("/", 303)

    return app
