import json
import re
import sqlite3

from flask import Flask, abort, redirect, request

TAGS = re.compile(r"</?(script|iframe|object|embed|style|link|meta)\b[^>]*>", re.IGNORECASE)
HANDLERS = re.compile(r"\son\w+\s*=", re.IGNORECASE)
SCHEMES = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)


def strip(value):
    for pattern in (TAGS, HANDLERS, SCHEMES):
        value = pattern.sub("", value)
    return value


def create_app(database_path):
    app = Flask(__name__)

    def rows(sql, values=()):
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        with db:
            found = db.execute(sql, values).fetchall()
        db.close()
        return found

    def breaks(text):
        return strip(text).replace("\r\n", "\n").replace("\n", "<br>")

    @app.get("/")
    def index():
        q = request.args.get("q", "")
        page = '<!doctype html><html><head><meta charset="utf-8"><title>Guest book</title></head><body>'
        page += f'<form method="get" action="/"><input name="q" value="{strip(q)}"></form>'
        for row in rows("SELECT * FROM entries ORDER BY id DESC"):
            if q.lower() not in row["text"].lower():
                continue
            name = strip(row["name"])
            if row["homepage"]:
                name = f'<a href="{strip(row["homepage"])}">{name}</a>'
            page += f'<article data-town="{strip(row["town"])}"><h2>{name}</h2>'
            page += f'<p class="text">{breaks(row["text"])}</p>'
            page += f'<a class="more" href="/entries/{row["id"]}">more</a></article>'
        return page + "</body></html>"

    @app.get("/entries/<int:number>")
    def show(number):
        found = rows("SELECT * FROM entries WHERE id = ?", (number,))
        if not found:
            abort(404)
        row = found[0]
        review = {
            "@context": "https://schema.org",
            "@type": "Review",
            "author": row["name"],
            "reviewBody": row["text"],
        }
        block = json.dumps(review).replace("</", "<\\/")
        return (
            '<!doctype html><html><head><meta charset="utf-8">'
            f"<title>Guest book: {strip(row['name'])}</title>"
            f'<script type="application/ld+json">{block}</script></head><body>'
            f'<h1>{strip(row["name"])}</h1><p class="text">{breaks(row["text"])}</p></body></html>'
        )

    @app.post("/entries")
    def add():
        name, town, homepage, text = (request.form.get(key, "") for key in ("name", "town", "homepage", "text"))
        if not name.strip() or not text.strip():
            abort(400)
        rows("INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", (name, town, homepage, text))
        return redirect("/", 303)

    return app
