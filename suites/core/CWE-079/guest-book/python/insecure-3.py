import html
import json
import re
import sqlite3

from flask import Flask, Response, redirect, request

FORBIDDEN = ("javascript:", "vbscript:", "data:")


def link(homepage, name):
    address = homepage.strip()
    if not address or address.lower().startswith(FORBIDDEN):
        return html.escape(name)
    return f'<a href="{html.escape(address)}">{html.escape(name)}</a>'


def breaks(text):
    return re.sub(r"\r?\n", "<br>", html.escape(text))


def create_app(database_path):
    app = Flask(__name__)

    def rows(sql, *values):
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        with connection:
            result = connection.execute(sql, values).fetchall()
        connection.close()
        return result

    def page(title, head, body):
        content = (
            "<!DOCTYPE html><html><head><meta charset='utf-8'>"
            f"<title>{html.escape(title)}</title>{head}</head><body>{body}</body></html>"
        )
        return Response(content, content_type="text/html; charset=utf-8")

    @app.get("/")
    def index():
        q = request.args.get("q", "")
        parts = [f'<form method="get" action="/"><input name="q" value="{html.escape(q)}"></form>']
        for row in rows("SELECT * FROM entries ORDER BY id DESC"):
            if q.lower() not in row["text"].lower():
                continue
            parts.append(
                f'<article data-town="{html.escape(row["town"])}">'
                f"<h2>{link(row['homepage'], row['name'])}</h2>"
                f'<p class="text">{breaks(row["text"])}</p>'
                f'<a class="more" href="/entries/{row["id"]}">more</a>'
                "</article>"
            )
        return page("Guest book", "", "\n".join(parts))

    @app.get("/entries/<int:number>")
    def entry(number):
        found = rows("SELECT * FROM entries WHERE id = ?", number)
        if not found:
            return "Not found", 404
        row = found[0]
        block = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "Review",
                "author": row["name"],
                "reviewBody": row["text"],
            }
        ).replace("<", "\\u003c")
        head = f'<script type="application/ld+json">{block}</script>'
        body = f'<h1>{html.escape(row["name"])}</h1><p class="text">{breaks(row["text"])}</p>'
        return page(f"Guest book: {row['name']}", head, body)

    @app.post("/entries")
    def sign():
        name, text = request.form.get("name", ""), request.form.get("text", "")
        if not (name.strip() and text.strip()):
            return "Name and text are required", 400
        rows(
            "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)",
            name,
            request.form.get("town", ""),
            request.form.get("homepage", ""),
            text,
        )
        return redirect("/", 303)

    return app
