import html
import re
import sqlite3
from contextlib import closing

from flask import Flask, Response, abort, redirect, request
from jinja2 import Environment, FileSystemLoader


def shown(row):
    return {key: html.escape(str(value)) for key, value in row.items()}


def create_app(templates, database_path):
    app = Flask(__name__)
    environment = Environment(
        loader=FileSystemLoader(templates),
    )
    environment.filters["lines"] = lambda text: re.sub("\r?\n", "<br>", text)

    def query(sql, *values):
        with closing(sqlite3.connect(database_path)) as connection, connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def find(number):
        found = query("SELECT id, title, author, text FROM notices WHERE id = ?", number)
        if not found:
            abort(404)
        return found[0]

    @app.get("/")
    def board():
        q = request.args.get("q", "")
        pattern = "%" + re.sub(r"([\\%_])", r"\\\1", q) + "%"
        notices = query(
            "SELECT id, title, author, text FROM notices"
            r" WHERE title LIKE ?1 ESCAPE '\' OR text LIKE ?1 ESCAPE '\' ORDER BY id DESC",
            pattern,
        )
        return environment.get_template("board.html.j2").render(notices=map(shown, notices), q=html.escape(q))

    @app.get("/notices/<int:number>")
    def notice(number):
        return environment.get_template("notice.html.j2").render(notice=shown(find(number)))

    @app.get("/notices/<int:number>/mail")
    def mail(number):
        text = environment.get_template("mail.txt.j2").render(notice=find(number))
        return Response(text, mimetype="text/plain")

    @app.post("/notices")
    def put_up():
        values = [request.form.get(name, "") for name in ("title", "author", "text")]
        if not all(value.strip() for value in values):
            abort(400)
        stored = query("INSERT INTO notices (title, author, text) VALUES (?, ?, ?) RETURNING id", *values)
        return redirect(f"/notices/{stored[0]['id']}", 303)

    return app
