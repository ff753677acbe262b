import secrets
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, request, session
from markupsafe import escape
from werkzeug.security import check_password_hash

PAGE = "<!doctype html><title>{}</title><form method=post>{}<button>Go on</button></form>"
LOGIN = PAGE.format("Sign in", "<input name=name><input type=password name=password>")
TERMS = PAGE.format("Terms", "<p>Be kind to each other.</p>")


class ReturnAddress:
    def __init__(self, text, hosts):
        self.text = text if self._is_good(text, hosts) else "/"

    @staticmethod
    def _is_good(text, hosts):
        if any(not "!" <= character <= "~" for character in text) or "\\" in text:
            return False
        try:
            parts = urlsplit(text)
        except ValueError:
            return False
        if not parts.scheme and not parts.netloc:
            return parts.path.startswith("/") and not parts.path.startswith("//")
        host = parts.netloc.lower()
        below = any(entry.startswith(".") and host.endswith(entry) for entry in hosts)
        return parts.scheme == "https" and "@" not in host and ":" not in host and (host in hosts or below)

    def signed_in(self):
        front, mark, fragment = self.text.partition("#")
        joint = "&" if "?" in front else "?"
        return front + joint + "signed_in=1" + mark + fragment


def see(address):
    return Response(f"Go to {escape(address)}", 303, {"Location": address})


def create_app(accounts, hosts):
    app = Flask(__name__)
    app.secret_key = secrets.token_hex()
    terms_of = {name: account["terms"] for name, account in accounts.items()}

    def wanted():
        if "return_to" in request.args:
            session["return_to"] = request.args["return_to"]
        return ReturnAddress(session.get("return_to", "/"), hosts)

    @app.get("/")
    def home():
        return "Signed in as " + escape(session.get("name", "nobody"))

    @app.route("/login", methods=["GET", "POST"])
    def login():
        if request.method == "GET":
            session.pop("return_to", None)
        goal = wanted()
        name = request.form.get("name") if request.method == "POST" else session.get("name")
        if name is None:
            return LOGIN
        if request.method == "POST":
            known = accounts.get(name, {"password_hash": ""})["password_hash"]
            if not check_password_hash(known, request.form.get("password", "")):
                return LOGIN, 401
            session["name"] = name
        if not terms_of[name]:
            return see("/terms?return_to=" + quote(goal.text, safe=""))
        return see(goal.signed_in() if request.method == "POST" else goal.text)

    @app.route("/terms", methods=["GET", "POST"])
    def terms():
        goal = wanted()
        if "name" not in session:
            return see("/login")
        if request.method == "GET":
            return TERMS
        terms_of[session["name"]] = True
        return see(goal.signed_in())

    @app.get("/logout")
    def logout():
        session.clear()
        goal = wanted()
        session.clear()
        return see(goal.text)

    @app.get("/language/<code>")
    def language(code):
        if code not in {"de", "en"}:
            abort(404)
        answer = see(ReturnAddress(request.args.get("return_to", "/"), hosts).text)
        answer.set_cookie("language", code, samesite="Lax")
        return answer

    return app
