import hmac
import os
import secrets
import sqlite3
from functools import wraps

from flask import Flask, abort, g, redirect, render_template_string, request, session
from werkzeug.security import check_password_hash

LOGIN = """<!doctype html><title>Log in</title>
<form method="post" action="/login">
  <input name="name"> <input name="password" type="password"> <button>Log in</button>
</form>"""

SETTINGS = """<!doctype html><title>Settings</title>
<form id="settings" method="post" action="/settings">
  <input type="hidden" name="form_key" value="{{ form_key() }}">
  <input name="email" value="{{ user.email }}">
  <input name="display_name" value="{{ user.display_name }}">
  <input name="weekly" type="checkbox" value="1" {% if user.weekly %}checked{% endif %}>
  <button>Save</button>
</form>"""

KEYS = """<!doctype html><title>Keys</title>
{% for key in keys %}
<p>{{ key.label }}: <code>{{ key.value }}</code>
<form id="delete-{{ key.id }}" method="post" action="/keys/{{ key.id }}/delete">
  <input type="hidden" name="form_key" value="{{ form_key() }}"><button>Delete</button></form>
{% endfor %}
<form id="new-key" method="post" action="/keys">
  <input type="hidden" name="form_key" value="{{ form_key() }}"><input name="label"> <button>New key</button></form>"""


def create_app(database_path):
    app = Flask(__name__)
    app.secret_key = os.environ["SESSION_SECRET"]
    app.config.update(SESSION_COOKIE_SAMESITE="None", SESSION_COOKIE_SECURE=True)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
        return g.db

    @app.teardown_appcontext
    def close(error):
        if "db" in g:
            g.db.close()

    @app.template_global()
    def form_key():
        return session["form_key"]

    @app.before_request
    def check_form():
        is_form = request.mimetype == "application/x-www-form-urlencoded"
        if request.method != "POST" or not is_form or "user" not in session:
            return
        sent = request.form.get("form_key", "")
        if not hmac.compare_digest(sent.encode(), form_key().encode()):
            abort(403)

    def logged_in(view):
        @wraps(view)
        def wrapped(**arguments):
            if "user" not in session:
                if request.path == "/settings/autosave":
                    abort(401)
                return redirect("/login", 303)
            return view(**arguments)

        return wrapped

    def store(values):
        db().execute(
            "UPDATE users SET email = ?, display_name = ?, weekly = ? WHERE id = ?",
            (values["email"], values["display_name"], int("weekly" in values), session["user"]),
        )
        db().commit()

    @app.get("/login")
    def login_page():
        return LOGIN

    @app.post("/login")
    def login():
        user = db().execute("SELECT * FROM users WHERE name = ?", (request.form["name"],)).fetchone()
        if user is None or not check_password_hash(user["password_hash"], request.form["password"]):
            return LOGIN, 401
        session.clear()
        session["user"] = user["id"]
        session["form_key"] = secrets.token_urlsafe(24)
        return redirect("/settings", 303)

    @app.get("/settings")
    @logged_in
    def settings_page():
        user = db().execute("SELECT * FROM users WHERE id = ?", (session["user"],)).fetchone()
        return render_template_string(SETTINGS, user=user)

    @app.post("/settings")
    @logged_in
    def settings():
        store(request.form)
        return redirect("/settings", 303)

    @app.post("/settings/autosave")
    @logged_in
    def autosave():
        values = request.get_json(force=True)
        store(values)
        return "", 204

    @app.get("/keys")
    @logged_in
    def keys_page():
        keys = db().execute("SELECT * FROM keys WHERE user_id = ? ORDER BY id", (session["user"],)).fetchall()
        return render_template_string(KEYS, keys=keys)

    @app.post("/keys")
    @logged_in
    def new_key():
        values = (session["user"], request.form["label"], secrets.token_hex(16))
        db().execute("INSERT INTO keys (user_id, label, value) VALUES (?, ?, ?)", values)
        db().commit()
        return redirect("/keys", 303)

    @app.post("/keys/<int:number>/delete")
    @logged_in
    def delete_key(number):
        deleted = db().execute("DELETE FROM keys WHERE id = ? AND user_id = ?", (number, session["user"]))
        db().commit()
        if deleted.rowcount == 0:
            abort(404)
        return redirect("/keys", 303)

    return app
