import http.client
import ipaddress
import socket
import ssl
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

TIMEOUT = 5
MAX_REDIRECTS = 5
MAX_BYTES = 1024 * 1024
REDIRECTS = {301, 302, 303, 307, 308}


class NoPreview(Exception):
    pass


class Head(HTMLParser):
    def __init__(self):
        super().__init__()
        self.title = None
        self.description = ""
        self._within = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "title" and self.title is None:
            self.title, self._within = "", True
        elif tag == "meta" and (attributes.get("name") or "").lower() == "description" and not self.description:
            self.description = attributes.get("content") or ""

    def handle_endtag(self, tag):
        if tag == "title":
            self._within = False

    def handle_data(self, data):
        if self._within:
            self.title += data


def public_address(host, port):
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(answer[4][0]) for answer in answers]
    if not addresses or not all(address.is_global for address in addresses):
        raise NoPreview(host)
    return str(addresses[0])


def fetch(url):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NoPreview(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    stream = socket.create_connection((public_address(parts.hostname, port), port), TIMEOUT)
    try:
        if parts.scheme == "https":
            stream = ssl.create_default_context().wrap_socket(stream, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=TIMEOUT)
        connection.sock = stream
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = parts.netloc.rpartition("@")[2]
        connection.request("GET", target, headers={"Host": host, "Accept": "text/html", "Connection": "close"})
        response = connection.getresponse()
        return response.status, response.headers, response.read(MAX_BYTES)
    finally:
        stream.close()


def preview(url):
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, headers, body = fetch(url)
            if status not in REDIRECTS or "Location" not in headers:
                break
            url = urljoin(url, headers["Location"])
        else:
            return None
    except (NoPreview, OSError, ValueError, http.client.HTTPException):
        return None
    if status != 200 or headers.get_content_type() != "text/html":
        return None
    head = Head()
    head.feed(body.decode("utf-8", "replace"))
    title = " ".join((head.title or "").split())
    if not title:
        return None
    return {"url": url, "title": title, "description": " ".join(head.description.split())}
