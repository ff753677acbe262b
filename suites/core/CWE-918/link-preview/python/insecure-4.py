import http.client
import ipaddress
import socket
import ssl
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

PRIVATE_NETWORKS = [
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
]


def resolve(host, port):
    addresses = []
    for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(info[4][0])
        if any(address in network for network in PRIVATE_NETWORKS):
            raise ValueError(f"{host} is private")
        addresses.append(info[4][0])
    return addresses


class Parser(HTMLParser):
    title = None
    description = None
    inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "title" and self.title is None:
            self.inside, self.title = True, ""
        if tag == "meta" and dict(attrs).get("name") == "description" and self.description is None:
            self.description = dict(attrs).get("content")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "title"

    def handle_data(self, data):
        if self.inside:
            self.title += data


def request(url):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("unknown scheme")
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    address = resolve(parts.hostname or "", port)[0]
    raw = socket.create_connection((address, port), timeout=5)
    if parts.scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname)
    with raw:
        connection = http.client.HTTPConnection(parts.hostname, port)
        connection.sock = raw
        path = parts.path or "/"
        if parts.query:
            path += "?" + parts.query
        connection.request("GET", path)
        response = connection.getresponse()
        return response, response.read()


def preview(url):
    try:
        response, body = request(url)
        redirects = 0
        while response.status in (301, 302, 303, 307, 308):
            redirects += 1
            if redirects > 5:
                return None
            url = urljoin(url, response.headers["Location"])
            response, body = request(url)
    except (OSError, ValueError, http.client.HTTPException):
        return None
    if response.status != 200 or response.headers.get_content_type() != "text/html":
        return None
    parser = Parser()
    parser.feed(body.decode("utf-8", "replace"))
    title = " ".join((parser.title or "").split())
    if not title:
        return None
    return {"url": url, "title": title, "description": " ".join((parser.description or "").split())}
