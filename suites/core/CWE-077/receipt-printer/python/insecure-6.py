import json
import re
import socket
import sqlite3
from contextlib import closing

from flask import Flask, abort, jsonify, request

WIDTH = 32
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
INIT, CUT, DRAWER = b"\x1b@", b"\x1dV\x00", b"\x1bp\x00\x19\xfa"
BOLD, REGULAR, CENTRED, LEFT = b"\x1bE\x01", b"\x1bE\x00", b"\x1ba\x01", b"\x1ba\x00"

SCHEMA = """
CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stall (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL);
INSERT OR IGNORE INTO stall VALUES (1, 'Market');
"""


def line(text, indent=""):
    printable = indent + text
    rows = [printable[start : start + WIDTH] for start in range(0, len(printable), WIDTH)] or [""]
    return b"".join(row.encode("cp858", "replace") + b"\n" for row in rows)


def send(printer, content):
    host, _, port = printer.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(content)


def is_number(value, least):
    return type(value) is int and value >= least


def is_order(body):
    if not isinstance(body, dict) or not isinstance(body.get("items"), list):
        return False
    if not all(isinstance(body.get(key), str) for key in ("buyer", "note")):
        return False
    for key in ("buyer", "note"):
        body[key] = "\n".join(CONTROLS.sub("?", row) for row in body[key].splitlines())
    return all(
        isinstance(item, dict)
        and isinstance(item.get("name"), str)
        and is_number(item.get("count"), 1)
        and is_number(item.get("cents"), 0)
        for item in body["items"]
    )


def create_app(database_path, printer):
    app = Flask(__name__)

    def query(sql, *values):
        with closing(sqlite3.connect(database_path)) as connection, connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() or cursor.lastrowid

    with closing(sqlite3.connect(database_path)) as connection:
        connection.executescript(SCHEMA)

    def find(number):
        with closing(sqlite3.connect(database_path)) as connection:
            row = connection.execute("SELECT content FROM orders WHERE id = ?", (number,)).fetchone()
        if row is None:
            abort(404)
        return json.loads(row[0])

    @app.post("/orders")
    def order():
        body = request.get_json(silent=True, force=True)
        if not is_order(body):
            abort(400)
        number = query("INSERT INTO orders (content) VALUES (?)", json.dumps(body))
        return jsonify(id=number), 201

    @app.post("/orders/<int:number>/receipt")
    def receipt(number):
        content = find(number)
        body = request.get_json(silent=True, force=True)
        paid = body.get("paid") if isinstance(body, dict) else None
        if paid not in ("cash", "card"):
            abort(400)
        stall = query("SELECT name FROM stall")[0][0]
        total = sum(item["count"] * item["cents"] for item in content["items"])
        parts = [INIT, CENTRED, BOLD, line(stall), REGULAR, LEFT, line(f"Order {number}: {content['buyer']}")]
        parts += [line(f"{item['count']} x {item['name']}") for item in content["items"]]
        parts += [line(text, "  ") for text in content["note"].splitlines()]
        parts += [BOLD, line(f"Total EUR {total // 100}.{total % 100:02}"), REGULAR]
        if paid == "cash":
            parts.append(DRAWER)
        send(printer, b"".join([*parts, CUT]))
        return jsonify({})

    @app.post("/orders/<int:number>/label")
    def label(number):
        content = find(number)
        pieces = sum(item["count"] for item in content["items"])
        send(printer, INIT + BOLD + line(content["buyer"]) + REGULAR + line(f"{pieces} pieces") + CUT)
        return jsonify({})

    @app.put("/stall")
    def stall():
        body = request.get_json(silent=True, force=True)
        if not isinstance(body, dict) or not isinstance(body.get("name"), str):
            abort(400)
        query("UPDATE stall SET name = ?", body["name"])
        return jsonify({})

    return app
