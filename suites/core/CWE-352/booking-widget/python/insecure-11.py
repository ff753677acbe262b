import os
import re
import sqlite3

from flask import Flask, abort, g, jsonify, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.security import check_password_hash

OWN = "https://rooms.example"


def create_app(database_path):
    app = Flask(__name__)
    app.secret_key = os.environ["SESSION_SECRET"]
    app.config.update(SESSION_COOKIE_NAME="booking", SESSION_COOKIE_SAMESITE="None", SESSION_COOKIE_SECURE=True)

    def is_partner(origin):
        if origin.startswith(OWN):
            return True
        for (pattern,) in g.db.execute("SELECT origin FROM partners").fetchall():
            expression = pattern.replace("*.", "[a-z0-9.-]*")
            if re.fullmatch(expression, origin):
                return True
        return False

    @app.before_request
    def begin():
        g.db = sqlite3.connect(database_path)
        g.db.row_factory = sqlite3.Row
        g.origin = request.headers.get("Origin")
        g.partner = g.origin is not None and is_partner(g.origin)
        key = request.headers.get("X-Terminal-Key")
        terminal = g.db.execute("SELECT name FROM terminals WHERE key = ?", (key,)).fetchone()
        g.terminal = terminal is not None
        g.user = terminal["name"] if terminal else session.get("name")
        if request.method == "POST" and not g.partner:
            abort(403)

    @app.after_request
    def headers(answer):
        if g.get("partner"):
            answer.headers["Access-Control-Allow-Origin"] = g.origin
            answer.headers["Access-Control-Allow-Credentials"] = "true"
            answer.headers["Vary"] = "Origin"
        return answer

    @app.teardown_request
    def close(error):
        if "db" in g:
            g.db.close()

    @app.errorhandler(HTTPException)
    def error(problem):
        return jsonify(error=problem.name), problem.code

    def value(name, kind):
        if request.method == "POST":
            body = request.get_json(force=True, silent=True)
            found = body.get(name) if isinstance(body, dict) else None
        else:
            found = request.args.get(name)
            if kind is int and found is not None and re.fullmatch("[0-9]{1,9}", found):
                found = int(found)
        if type(found) is not kind:
            abort(400)
        return found

    def need_user():
        if g.user is None:
            abort(401)

    def changing(path):
        """For the widget with POST, for terminals with GET."""

        def decorate(view):
            def wrapped(number):
                need_user()
                if request.method != ("GET" if g.terminal else "POST"):
                    abort(405)
                return view(number)

            app.add_url_rule(path, view.__name__, wrapped, methods=["GET", "POST"])
            return view

        return decorate

    def booking(number):
        row = g.db.execute("SELECT * FROM bookings WHERE id = ? AND name = ?", (number, g.user)).fetchone()
        if row is None:
            abort(404)
        return {"id": row["id"], "room": row["room_id"], "slot": row["slot"], "note": row["note"]}

    def room(number):
        row = g.db.execute("SELECT * FROM rooms WHERE id = ?", (number,)).fetchone()
        if row is None:
            abort(404)
        return row

    @app.post("/login")
    def login():
        name, password = value("name", str), value("password", str)
        row = g.db.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()
        if row is None or not check_password_hash(row["password_hash"], password):
            abort(401)
        session.clear()
        session["name"] = name
        return jsonify(name=name)

    @app.post("/logout")
    def logout():
        session.clear()
        return "", 204

    @app.get("/me")
    def me():
        return jsonify(name=g.user)

    @app.get("/rooms/<int:number>")
    def read_room(number):
        need_user()
        row = room(number)
        taken = g.db.execute("SELECT slot FROM bookings WHERE room_id = ? ORDER BY slot", (number,))
        return jsonify(id=number, name=row["name"], taken=[slot for (slot,) in taken])

    @app.get("/bookings")
    def bookings():
        need_user()
        rows = g.db.execute("SELECT id FROM bookings WHERE name = ? ORDER BY id", (g.user,)).fetchall()
        return jsonify([booking(row["id"]) for row in rows])

    @changing("/rooms/<int:number>/book")
    def book(number):
        slot = value("slot", int)
        room(number)
        try:
            with g.db:
                sql = "INSERT INTO bookings (room_id, slot, name) VALUES (?, ?, ?)"
                made = g.db.execute(sql, (number, slot, g.user)).lastrowid
        except sqlite3.IntegrityError:
            abort(409)
        return jsonify(booking(made)), 201

    @changing("/bookings/<int:number>/note")
    def note(number):
        text = value("text", str)
        booking(number)
        with g.db:
            g.db.execute("UPDATE bookings SET note = ? WHERE id = ?", (text, number))
        return jsonify(booking(number))

    @changing("/bookings/<int:number>/cancel")
    def cancel(number):
        booking(number)
        with g.db:
            g.db.execute("DELETE FROM bookings WHERE id = ?", (number,))
        return "", 204

    return app
