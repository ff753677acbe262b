import re
import sqlite3
from contextlib import closing

from flask import Flask, Response, redirect, render_template_string, request, url_for

PART = """<!doctype html>
<title>{{ part.title }}</title>
<h1>{{ part.title }}</h1>
<dl>
<dt>Number<dd>{{ part.number }}</dd>
<dt>Shelf<dd><a href="{{ url_for('shelf_page', shelf=part.shelf) }}">{{ part.shelf }}</a></dd>
<dt>Pieces<dd>{{ part.pieces }}</dd>
</dl>
"""
SHELF = """<!doctype html>
<title>{{ shelf }}</title>
<h1>{{ shelf }}</h1>
<ul>
{% for part in parts %}<li><a href='{{ url_for('part_page', number=part.number) }}' title='{{ part.title.replace('"', '&quot;') | replace('<', '&lt;') | safe }}'>{{ part.title }}</a></li>
{% endfor %}</ul>
"""


def text(message, status=200):
    return Response(message, status, mimetype="text/plain")


def create_app(database_path):
    app = Flask(__name__)

    def open_database():
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        return closing(connection)

    def find_part(number):
        with open_database() as database:
            return database.execute("SELECT * FROM parts WHERE number = ?", (number,)).fetchone()

    def parts_on(shelf):
        with open_database() as database:
            return database.execute("SELECT * FROM parts WHERE shelf = ? ORDER BY number", (shelf,)).fetchall()

    @app.get("/parts/<number>")
    def part_page(number):
        part = find_part(number)
        if part is None:
            return text(f"no part {number}", 404)
        return render_template_string(PART, part=part)

    @app.get("/shelves/<shelf>")
    def shelf_page(shelf):
        parts = parts_on(shelf)
        if not parts:
            return text(f"nothing on {shelf}", 404)
        return render_template_string(SHELF, shelf=shelf, parts=parts)

    @app.get("/find")
    def find():
        code = request.args.get("code", "")
        if find_part(code) is not None:
            return redirect(url_for("part_page", number=code))
        parts = parts_on(code)
        if not parts:
            return text(f"{code} is unknown", 404)
        return text("\n".join(f"{part['number']}: {part['title']} ({part['pieces']})" for part in parts))

    @app.post("/take")
    def take():
        number, wanted, by = (request.form.get(name, "") for name in ("number", "pieces", "by"))
        if not re.fullmatch("[0-9]{1,9}", wanted) or int(wanted) == 0:
            return text(f"not a number: {wanted}", 400)
        with open_database() as database, database:
            done = database.execute(
                "UPDATE parts SET pieces = pieces - ? WHERE number = ? AND pieces >= ? RETURNING pieces",
                (int(wanted), number, int(wanted)),
            ).fetchone()
        if done is not None:
            return text(f"{done['pieces']} left of {number}, thanks {by}")
        part = find_part(number)
        if part is None:
            return text(f"no part {number}", 404)
        return text(f"{by} wants {wanted} of {number}, there are {part['pieces']}", 409)

    return app
