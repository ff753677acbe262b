import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, render_template_string, request
from markupsafe import Markup, escape

BOOK = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Guest book</title></head>
<body>
<h1>Guest book</h1>
<form method="get" action="/"><input name="q" value="{{ q }}"><button>Search</button></form>
{% for entry in entries %}
<article data-town="{{ entry.town }}">
  <h2>
    {%- set address = entry.homepage|web_address -%}
    {%- if address %}<a href="{{ address }}" rel="nofollow noopener">{{ entry.name }}</a>
    {%- else %}{{ entry.name }}{% endif -%}
  </h2>
  <p class="text">{{ entry.text|line_breaks }}</p>
  <a class="more" href="{{ url_for('entry', number=entry.id) }}">more</a>
</article>
{% endfor %}
<form method="post" action="/entries">
  <input name="name" required placeholder="Name"> <input name="town" placeholder="Town">
  <input name="homepage" placeholder="https://"> <textarea name="text" required></textarea>
  <button>Sign the book</button>
</form>
</body>
</html>
"""

ENTRY = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Guest book: {{ entry.name }}</title>
<script type="application/ld+json">{{ review|tojson }}</script>
</head>
<body>
<h1>{{ entry.name }}</h1>
<p class="text">{{ entry.text|line_breaks }}</p>
<a href="/">All entries</a>
</body>
</html>
"""


def line_breaks(text):
    return Markup("<br>").join(escape(line) for line in text.replace("\r\n", "\n").split("\n"))


def web_address(homepage):
    try:
        parts = urlsplit(homepage.strip())
    except ValueError:
        return None
    return homepage.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def create_app(database_path):
    app = Flask(__name__)
    app.add_template_filter(line_breaks)
    app.add_template_filter(web_address)

    def query(sql, parameters=()):
        with closing(sqlite3.connect(database_path)) as connection:
            connection.row_factory = sqlite3.Row
            with connection:
                return connection.execute(sql, parameters).fetchall()

    @app.get("/")
    def book():
        word = request.args.get("q", "")
        entries = query("SELECT * FROM entries ORDER BY id DESC")
        found = [entry for entry in entries if word.lower() in entry["text"].lower()]
        return render_template_string(BOOK, entries=found, q=word)

    @app.get("/entries/<int:number>")
    def entry(number):
        rows = query("SELECT * FROM entries WHERE id = ?", (number,))
        if not rows:
            abort(404)
        review = {
            "@context": "https://schema.org",
            "@type": "Review",
            "author": rows[0]["name"],
            "reviewBody": rows[0]["text"],
        }
        return render_template_string(ENTRY, entry=rows[0], review=review)

    @app.post("/entries")
    def sign():
        values = [request.form.get(field, "") for field in ("name", "town", "homepage", "text")]
        if not values[0].strip() or not values[3].strip():
            abort(400)
        query("INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", values)
        return redirect("/", 303)

    return app
