import re
import secrets
from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Flask, abort, redirect, render_template_string, request, session
from werkzeug.security import check_password_hash

LOGIN = """<!doctype html><title>Sign in</title>
<form method="post"><input name="name"> <input name="password" type="password"> <button>Sign in</button></form>"""
TERMS = """<!doctype html><title>Terms of use</title>
<p>Please be kind.</p><form method="post"><button>I accept</button></form>"""


def create_app(accounts, hosts):
    app = Flask(__name__)
    app.secret_key = secrets.token_bytes(32)
    accepted = {name for name, account in accounts.items() if account["terms"]}

    def is_own(host):
        return host in hosts or any(entry.startswith(".") and host.endswith(entry) for entry in hosts)

    def return_address():
        wanted = request.args.get("return_to", "")
        if not re.fullmatch(r"[!-\[\]-~]+", wanted):
            return "/"
        if re.match(r"/(?!/)", wanted):
            return wanted
        complete = re.search(r"https://([a-z0-9.-]+)(?=[/?#]|$)", wanted, re.IGNORECASE)
        return wanted if complete and is_own(complete[1].lower()) else "/"

    def after_sign_in():
        parts = urlsplit(return_address())
        query = f"{parts.query}&signed_in=1" if parts.query else "signed_in=1"
        return redirect(urlunsplit(parts._replace(query=query)), 303)

    def to_terms():
        return redirect("/terms?" + urlencode({"return_to": return_address()}), 303)

    @app.get("/")
    def start():
        return "<!doctype html><title>Welcome</title>"

    @app.get("/login")
    def login_page():
        if "name" not in session:
            return render_template_string(LOGIN)
        return redirect(return_address(), 303) if session["name"] in accepted else to_terms()

    @app.post("/login")
    def login():
        account = accounts.get(request.form.get("name"))
        if account is None or not check_password_hash(account["password_hash"], request.form.get("password", "")):
            return render_template_string(LOGIN), 401
        session["name"] = request.form["name"]
        return after_sign_in() if session["name"] in accepted else to_terms()

    @app.route("/terms", methods=["GET", "POST"])
    def terms():
        if "name" not in session:
            return redirect("/login", 303)
        if request.method == "GET":
            return render_template_string(TERMS)
        accepted.add(session["name"])
        return after_sign_in()

    @app.get("/logout")
    def logout():
        session.clear()
        return redirect(return_address(), 303)

    @app.get("/language/<code>")
    def language(code):
        if code not in ("de", "en"):
            abort(404)
        answer = redirect(return_address(), 303)
        answer.set_cookie("language", code)
        return answer

    return app
