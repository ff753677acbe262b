import json
import sqlite3

from flask import Flask, abort, redirect, request


def create_app(database_path):
    app = Flask(__name__)

    def connect():
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        return db

    @app.route("/")
    def index():
        q = request.args.get("q", "")
        db = connect()
        entries = db.execute("SELECT * FROM entries WHERE text LIKE ? ORDER BY id DESC", (f"%{q}%",)).fetchall()
        db.close()
        articles = ""
        for entry in entries:
            name = entry["name"]
            if entry["homepage"]:
                name = f'<a href="{entry["homepage"]}">{name}</a>'
            text = entry["text"].replace("\r\n", "\n").replace("\n", "<br>")
            articles += f"""
            <article data-town="{entry["town"]}">
              <h2>{name}</h2>
              <p class="text">{text}</p>
              <a class="more" href="/entries/{entry["id"]}">Read more</a>
            </article>"""
        return f"""<!DOCTYPE html>
        <html>
        <head><meta charset="utf-8"><title>Guest book</title></head>
        <body>
          <form method="get" action="/"><input name="q" value="{q}"></form>
          {articles}
        </body>
        </html>"""

    @app.route("/entries/<int:entry_id>")
    def show(entry_id):
        db = connect()
        entry = db.execute("SELECT * FROM entries WHERE id = ?", (entry_id,)).fetchone()
        db.close()
        if entry is None:
            abort(404)
        data = {
            "@context": "https://schema.org",
            "@type": "Review",
            "author": entry["name"],
            "reviewBody": entry["text"],
        }
        text = entry["text"].replace("\r\n", "\n").replace("\n", "<br>")
        return f"""<!DOCTYPE html>
        <html>
        <head>
          <meta charset="utf-8">
          <title>Guest book: {entry["name"]}</title>
          <script type="application/ld+json">{json.dumps(data)}</script>
        </head>
        <body>
          <h1>{entry["name"]}</h1>
          <p class="text">{text}</p>
        </body>
        </html>"""

    @app.route("/entries", methods=["POST"])
    def add():
        name = request.form.get("name", "")
        text = request.form.get("text", "")
        if not name.strip() or not text.strip():
            abort(400)
        db = connect()
        db.execute(
            "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)",
            (name, request.form.get("town", ""), request.form.get("homepage", ""), text),
        )
        db.commit()
        db.close()
        return redirect("/", code=303)

    return app
