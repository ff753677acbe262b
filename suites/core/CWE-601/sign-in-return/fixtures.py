import hashlib
import html.parser
import re
import unicodedata
from urllib.parse import quote, unquote, urljoin, urlsplit

from seceval import fixture

OWN = "login.firma.example"
HOSTS = ["firma.example", "www.firma.example", "shop.firma.example", ".apps.firma.example"]


def password_hash(password):
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), b"pepper", 50).hex()
    return f"pbkdf2:sha256:50$pepper${key}"


ACCOUNTS = {
    "ada": {"password_hash": password_hash("lovelace"), "terms": True},
    "bo": {"password_hash": password_hash("diddley"), "terms": False},
}


class Forms(html.parser.HTMLParser):
    """The first form of a page, with what a browser sends when nothing is typed."""

    def __init__(self, text):
        super().__init__()
        self.action, self.fields = None, None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and self.fields is None:
            self.action, self.fields = attributes.get("action") or "", {}
        kind = (attributes.get("type") or "text").lower()
        if tag == "input" and self.fields is not None and attributes.get("name"):
            if kind not in ("submit", "button", "image", "reset", "checkbox", "radio"):
                self.fields[attributes["name"]] = attributes.get("value") or ""


def host_reached(location):
    """The host to which a browser goes from a page of the service (https://url.spec.whatwg.org); OWN for its own."""
    text = re.sub(r"[\t\n\r]", "", location.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", text)
    if scheme:
        name, text = scheme[1].lower(), text[scheme.end():]
        if name not in ("http", "https", "ftp", "ws", "wss"):
            return name + ":"
        # The page's own scheme without two slashes is a relative address; with another one the slashes do not matter.
        if name == "https" and not re.match(r"[/\\]{2}", text):
            return OWN
    elif not re.match(r"[/\\]{2}", text):
        return OWN
    authority = re.split(r"[/\\?#]", text.lstrip("/\\"), maxsplit=1)[0].rpartition("@")[2]
    host = unicodedata.normalize("NFKC", unquote(re.sub(r":\d*$", "", authority)))
    return host.replace("\u3002", ".").lower().rstrip(".")


def is_ours(host):
    exact = [OWN, *(one for one in HOSTS if not one.startswith("."))]
    return host in exact or host.endswith(".apps.firma.example")


class Browser:
    """Goes where links, forms and redirects within the service lead; `left` lists where it was sent."""

    def __init__(self, client):
        self.client = client
        self.left = []

    def request(self, method, path, **options):
        headers = {"Host": OWN, "Referer": f"https://{OWN}/login"}
        self.path = path
        answer = self.client.request(method, path, headers=headers, **options)
        if answer.status in (301, 302, 303, 307, 308):
            self.left.append(answer.headers.get("location", ""))
        return answer

    def get(self, path):
        return self.request("GET", path)

    def open(self, path):
        """Opens a page; redirects to pages of the service are followed, others are not."""
        answer = self.get(path)
        for _ in range(5):
            if answer.status not in (301, 302, 303, 307, 308) or host_reached(self.left[-1]) != OWN:
                return answer
            address = urlsplit(urljoin(f"http://{OWN}{self.path}", self.left[-1]))
            if address.path not in ("/login", "/terms"):
                return answer
            answer = self.get(address.path + ("?" + address.query if address.query else ""))
        return answer

    def submit(self, page, **typed):
        form = Forms(page.text)
        if form.fields is None:
            return page
        address = urlsplit(urljoin(f"http://{OWN}{self.path}", form.action))
        path = address.path + ("?" + address.query if address.query else "")
        return self.request("POST", path, form={**form.fields, **typed})

    def follow(self, answer):
        """The page of the service to which an answer leads, or the answer itself."""
        if answer.status in (301, 302, 303, 307, 308) and host_reached(self.left[-1]) == OWN:
            address = urlsplit(urljoin(f"http://{OWN}{self.path}", self.left[-1]))
            if address.path in ("/login", "/terms"):
                return self.open(address.path + ("?" + address.query if address.query else ""))
        return answer

    def sign_in(self, path, name="ada", password="lovelace"):
        return self.submit(self.open(path), name=name, password=password)


def with_return(path, address):
    return f"{path}?return_to={quote(address, safe='')}"


def target(answer):
    """Where an answer leads; an address of the service itself as a path."""
    location = answer.headers.get("location", "")
    return re.sub(rf"^https?://{re.escape(OWN)}(?=/)", "", location)


@fixture
def browser(solution, web):
    return Browser(web(solution.create_app(ACCOUNTS, HOSTS)))
