import sqlite3
from urllib.parse import urlparse

import jinja2
from flask import Flask, redirect, request

templates = jinja2.Environment(autoescape=True)

INDEX = templates.from_string("""<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>Guest book</title></head>
<body>
<form method="get" action="/"><input name="q" value="{{ q }}"></form>
{% for e in entries %}
<article data-town="{{ e.town }}">
<h2>
{% if is_web(e.homepage) %}<a href="{{ e.homepage }}">{{ e.name }}</a>{% else %}{{ e.name }}{% endif %}
</h2>
<p class="text">{{ e.text.replace("\\r\\n", "\\n").replace("\\n", "<br>")|safe }}</p>
<a class="more" href="/entries/{{ e.id }}">more</a>
</article>
{% endfor %}
</body>
</html>""")

SHOW = templates.from_string("""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8"><title>Guest book: {{ e.name }}</title>
<script type="application/ld+json">{{ data|tojson }}</script>
</head>
<body>
<h1>{{ e.name }}</h1>
<p class="text">{{ e.text.replace("\\r\\n", "\\n").replace("\\n", "<br>")|safe }}</p>
</body>
</html>""")


def is_web(address):
    try:
        return urlparse(address).scheme in ("http", "https")
    except ValueError:
        return False


def create_app(database_path):
    app = Flask(__name__)

    def fetch(sql, args=()):
        with sqlite3.connect(database_path) as db:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(sql, args)]

    @app.route("/")
    def index():
        q = request.args.get("q", "")
        entries = fetch("SELECT * FROM entries WHERE text LIKE '%' || ? || '%' ORDER BY id DESC", (q,))
        return INDEX.render(entries=entries, q=q, is_web=is_web)

    @app.route("/entries/<int:number>")
    def show(number):
        entries = fetch("SELECT * FROM entries WHERE id = ?", (number,))
        if not entries:
            return "Not found", 404
        e = entries[0]
        data = {"@context": "https://schema.org", "@type": "Review", "author": e["name"], "reviewBody": e["text"]}
        return SHOW.render(e=e, data=data)

    @app.route("/entries", methods=["POST"])
    def add():
        form = request.form
        if not form.get("name", "").strip() or not form.get("text", "").strip():
            return "Name and text are required", 400
        fetch(
            "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)",
            (form["name"], form.get("town", ""), form.get("homepage", ""), form["text"]),
        )
        return redirect("/", 303)

    return app
