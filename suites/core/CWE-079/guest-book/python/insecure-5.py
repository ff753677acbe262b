import html
import json
import sqlite3

from flask import Flask, abort, redirect, request


def clean(value):
    return html.escape(value.strip())


def create_app(database_path):
    app = Flask(__name__)

    def database():
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        return db

    def breaks(text):
        return "<br>".join(text.splitlines())

    @app.get("/")
    def index():
        q = request.args.get("q", "")
        db = database()
        entries = [
            entry
            for entry in db.execute("SELECT * FROM entries ORDER BY id DESC")
            if q.lower() in html.unescape(entry["text"]).lower()
        ]
        db.close()
        body = [f'<form method="get" action="/"><input name="q" value="{clean(q)}"></form>']
        for entry in entries:
            name = entry["name"]
            if entry["homepage"]:
                name = f'<a href="{entry["homepage"]}">{name}</a>'
            body.append(f'<article data-town="{entry["town"]}"><h2>{name}</h2>')
            body.append(f'<p class="text">{breaks(entry["text"])}</p>')
            body.append(f'<a class="more" href="/entries/{entry["id"]}">more</a></article>')
        return f"<!doctype html><title>Guest book</title>{''.join(body)}"

    @app.get("/entries/<int:number>")
    def show(number):
        db = database()
        entry = db.execute("SELECT * FROM entries WHERE id = ?", (number,)).fetchone()
        db.close()
        if entry is None:
            abort(404)
        review = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "Review",
                "author": html.unescape(entry["name"]),
                "reviewBody": html.unescape(entry["text"]),
            }
        )
        review = review.replace("<", "\\u003c").replace(">", "\\u003e")
        return (
            f"<!doctype html><title>Guest book: {entry['name']}</title>"
            f'<script type="application/ld+json">{review}</script>'
            f'<h1>{entry["name"]}</h1><p class="text">{breaks(entry["text"])}</p>'
        )

    @app.post("/entries")
    def add():
        name = clean(request.form.get("name", ""))
        text = clean(request.form.get("text", ""))
        if not name or not text:
            abort(400)
        homepage = clean(request.form.get("homepage", ""))
        if homepage and not homepage.lower().startswith(("http://", "https://")):
            abort(400)
        db = database()
        db.execute(
            "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)",
            (name, clean(request.form.get("town", "")), homepage, text),
        )
        db.commit()
        db.close()
        return redirect("/", 303)

    return app
