import json
import sqlite3
from contextlib import closing

from flask import Flask, Response, redirect, request
from lxml import etree
from lxml.html import tostring
from lxml.html.builder import A, BODY, BR, CLASS, E, FORM, H1, H2, HEAD, HTML, INPUT, META, P, TITLE
from werkzeug.urls import iri_to_uri


def create_app(database_path):
    app = Flask(__name__)

    def connect():
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        return closing(connection)

    @app.route("/", methods=["GET"])
    def index():
        word = request.args.get("q") or ""
        with connect() as connection:
            rows = connection.execute("SELECT * FROM entries ORDER BY id DESC").fetchall()
        search = FORM(INPUT(name="q", value=printable(word)), method="get", action="/")
        articles = [draw(row) for row in rows if word.lower() in row["text"].lower()]
        return answer("Guest book", [search, *articles])

    @app.route("/entries/<int:number>", methods=["GET"])
    def show(number):
        with connect() as connection:
            row = connection.execute("SELECT * FROM entries WHERE id = ?", (number,)).fetchone()
        if row is None:
            return "no such entry", 404
        title = "Guest book: " + printable(row["name"])
        return answer(title, [H1(printable(row["name"])), paragraph(row["text"])], review(row))

    @app.route("/entries", methods=["POST"])
    def add():
        name, text = request.form.get("name", ""), request.form.get("text", "")
        if name.strip() == "" or text.strip() == "":
            return "name and text are needed", 400
        town, homepage = request.form.get("town", ""), request.form.get("homepage", "")
        with connect() as connection, connection:
            connection.execute(
                "INSERT INTO entries (name, town, homepage, text) VALUES (?, ?, ?, ?)", (name, town, homepage, text)
            )
        return redirect("/", code=303)

    return app


def printable(text):
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\x7f\ufffe\uffff"))


def draw(row):
    name = printable(row["name"])
    homepage = printable(row["homepage"]).strip()
    if homepage.lower().startswith(("http://", "https://")):
        name = A(name, href=iri_to_uri(homepage))
    return E.article(
        {"data-town": printable(row["town"])},
        H2(name),
        paragraph(row["text"]),
        A("more", CLASS("more"), href=f"/entries/{row['id']}"),
    )


def paragraph(text):
    first, *others = printable(text.replace("\r\n", "\n")).split("\n")
    element = P(first, CLASS("text"))
    for line in others:
        line_break = BR()
        line_break.tail = line
        element.append(line_break)
    return element


def review(row):
    script = etree.Element("script", type="application/ld+json")
    value = {
        "@context": "https://schema.org",
        "@type": "Review",
        "author": row["name"],
        "reviewBody": row["text"],
    }
    script.text = json.dumps(value).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return script


def answer(title, body, *head):
    body.append(E.footer("Thank you for staying with us."))
    page = HTML(HEAD(META(charset="utf-8"), TITLE(title), *head), BODY(*body))
    return Response(tostring(page, doctype="<!doctype html>", encoding="utf-8"), mimetype="text/html")
