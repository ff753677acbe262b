import html
import http.client
import ipaddress
import re
import urllib.error
import urllib.request

TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def refuse_inner(stream):
    peer = ipaddress.ip_address(stream.getpeername()[0].split("%")[0])
    if not peer.is_global or peer.is_multicast:
        stream.close()
        raise ConnectionRefusedError(f"{peer} is not on the public internet")


class Connection(http.client.HTTPConnection):
    def connect(self):
        super().connect()
        refuse_inner(self.sock)


class TlsConnection(http.client.HTTPSConnection):
    def connect(self):
        super().connect()
        refuse_inner(self.sock)


class Http(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(Connection, request)


class Https(urllib.request.HTTPSHandler):
    def https_open(self, request):
        return self.do_open(TlsConnection, request)


class Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = 5
    max_repeats = 5

    def redirect_request(self, request, *details):
        following = super().redirect_request(request, *details)
        if following is not None and following.type not in ("http", "https"):
            raise urllib.error.URLError(f"a redirect to {following.type}")
        return following


def make_opener():
    opener = urllib.request.OpenerDirector()
    for handler in (Http(), Https(), Redirects(), urllib.request.HTTPErrorProcessor(), urllib.request.UnknownHandler()):
        opener.add_handler(handler)
    opener.add_handler(urllib.request.HTTPDefaultErrorHandler())
    return opener


def preview(url: str) -> dict | None:
    try:
        with make_opener().open(url, timeout=5) as answer:
            if answer.status != 200 or answer.headers.get_content_type() != "text/html":
                return None
            final, text = answer.url, answer.read(2_000_000).decode("utf-8", "replace")
    except (OSError, ValueError, http.client.HTTPException):
        return None
    found = TITLE.search(text)
    title = clean(found[1]) if found else ""
    return {"url": final, "title": title, "description": description(text)} if title else None


def description(text):
    for tag in META.findall(text):
        attributes = {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(tag)}
        if attributes.get("name", "").lower() == "description":
            return clean(attributes.get("content", ""))
    return ""


def clean(text):
    return " ".join(html.unescape(text).split())
