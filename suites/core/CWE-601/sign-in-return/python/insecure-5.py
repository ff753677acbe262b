import secrets
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

from werkzeug.security import check_password_hash

FORM = '<!doctype html><title>{title}</title><form method="post" action="{action}">{fields}<button>OK</button></form>'
FIELDS = '<input name="name"><input type="password" name="password">'
REASONS = {200: "OK", 303: "See Other", 401: "Unauthorized", 404: "Not Found"}


class SignIn:
    def __init__(self, accounts, hosts):
        self.accounts = accounts
        self.names = {host for host in hosts if not host.startswith(".")}
        self.endings = tuple(host for host in hosts if host.startswith("."))
        self.accepted = {name for name, account in accounts.items() if account["terms"]}
        self.sessions = {}

    def is_ours(self, host):
        return host in self.names or any(host.endswith(ending) for ending in self.endings)

    def destination(self, text, signed_in=False):
        """The address to which the browser is sent; the start page if it is none of ours."""
        try:
            parts = urlsplit(text)
            ours = parts.scheme == "https" and parts.port is None and self.is_ours(parts.hostname or "")
        except ValueError:
            ours = False
        is_path = text.startswith("/") and not text.startswith("//")
        if not ours and not is_path:
            text = "/"
        address, mark, fragment = text.partition("#")
        if signed_in:
            address += ("&" if "?" in address else "?") + "signed_in=1"
        return address + mark + fragment

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        wanted = parse_qs(environ.get("QUERY_STRING", "")).get("return_to", ["/"])[0]
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        key = cookies["session"].value if "session" in cookies else ""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        status, headers, page = self.answer(method, path, (wanted, key, dict(parse_qsl(body))))
        content = page.encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content))), *headers]
        start_response(f"{status} {REASONS[status]}", headers)
        return [content]

    def answer(self, method, path, details):
        wanted, key, _fields = details
        user = self.sessions.get(key)
        if path == "/":
            return 200, [], "<!doctype html><title>Start</title>"
        if path == "/login":
            return self.log_in(user, details) if method == "POST" else self.login_page(user, wanted)
        if path == "/terms":
            return self.terms(method, user, wanted)
        if path == "/logout":
            self.sessions.pop(key, None)
            return 303, [("Location", self.destination(wanted))], ""
        if path in ("/language/de", "/language/en"):
            cookie = f"language={path[-2:]}; Path=/; Secure"
            return 303, [("Location", self.destination(wanted)), ("Set-Cookie", cookie)], ""
        return 404, [], "not found"

    def to_terms(self, wanted):
        return "Location", "/terms?return_to=" + quote(wanted, safe="")

    def login_page(self, user, wanted):
        if user in self.accepted:
            return 303, [("Location", self.destination(wanted))], ""
        if user is not None:
            return 303, [self.to_terms(wanted)], ""
        action = "/login?return_to=" + quote(wanted, safe="")
        return 200, [], FORM.format(title="Sign in", action=action, fields=FIELDS)

    def log_in(self, _user, details):
        wanted, _key, fields = details
        name = fields.get("name")
        account = self.accounts.get(name)
        if account is None or not check_password_hash(account["password_hash"], fields.get("password", "")):
            return 401, [], self.login_page(None, wanted)[2]
        key = secrets.token_urlsafe()
        self.sessions[key] = name
        cookie = ("Set-Cookie", f"session={key}; Path=/; Secure; HttpOnly; SameSite=Lax")
        if name not in self.accepted:
            return 303, [self.to_terms(wanted), cookie], ""
        return 303, [("Location", self.destination(wanted, signed_in=True)), cookie], ""

    def terms(self, method, user, wanted):
        if user is None:
            return 303, [("Location", "/login")], ""
        if method == "POST":
            self.accepted.add(user)
            return 303, [("Location", self.destination(wanted, signed_in=True))], ""
        action = "/terms?return_to=" + quote(wanted, safe="")
        return 200, [], FORM.format(title="Terms", action=action, fields="")


def create_app(accounts, hosts):
    return SignIn(accounts, hosts)
