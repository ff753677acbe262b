import sqlite3

from flask import Flask, abort, redirect, render_template_string, request
from markupsafe import Markup, escape

INDEX = """<!doctype html>
<title>Guest book</title>
<form method="get" action="/"><input name="q" value="{{ q }}"></form>
{% for entry in entries %}
<article data-town="{{ entry['town'] }}">
  <h2>
  {% if entry['homepage'] %}<a href="{{ entry['homepage'] }}">{{ entry['name'] }}</a>
  {% else %}{{ entry['name'] }}{% endif %}
  </h2>
  <p class="text">{{ entry['text']|nl2br }}</p>
  <a class="more" href="/entries/{{ entry['id'] }}">more</a>
</article>
{% endfor %}
"""

SHOW = """<!doctype html>
<title>Guest book: {{ entry['name'] }}</title>
<script type="application/ld+json">{{ review|tojson }}</script>
<h1>{{ entry['name'] }}</h1>
<p class="text">{{ entry['text']|nl2br }}</p>
"""


def nl2br(value):
    return Markup(str(escape(value)).replace("\r\n", "\n").replace("\n", "<br>"))


def create_app(database_path):
    app = Flask(__name__)
    app.jinja_env.filters["nl2br"] = nl2br

    def execute(sql, args=()):
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        try:
            rows = db.execute(sql, args).fetchall()
            db.commit()
            return rows
        finally:
            db.close()

    @app.get("/")
    def index():
        q = request.args.get("q", "")
        entries = execute("SELECT * FROM entries WHERE instr(lower(text), lower(?)) > 0 ORDER BY id DESC", (q,))
        if not q:
            entries = execute("SELECT * FROM entries ORDER BY id DESC")
        return render_template_string(INDEX, entries=entries, q=q)

    @app.get("/entries/<int:entry_id>")
    def show(entry_id):
        found = execute("SELECT * FROM entries WHERE id = ?", (entry_id,))
        if not found:
            abort(404)
        review = {
            "@context": "https://schema.org",
            "@type": "Review",
            "author": found[0]["name"],
            "reviewBody": found[0]["text"],
        }
        return render_template_string(SHOW, entry=found[0], review=review)

    @app.post("/entries")
    def add():
        name = request.form.get("name", "").strip()
        text = request.form.get("text", "").strip()
        if not name or not text:
            abort(400)
        town = request.form.get("town", "").strip()
        homepage = request.form.get("homepage", "").strip()
        execute("INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", (name, town, homepage, text))
        return redirect("/", 303)

    return app
