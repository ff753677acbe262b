import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import requests
from lxml import html

MAX_REDIRECTS = 5


def on_public_internet(url):
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.hostname is None:
        return False
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(entry[4][0]).is_global for entry in found)


def get(url):
    if not on_public_internet(url):
        return None
    with requests.Session() as session:
        session.trust_env = False
        for _ in range(MAX_REDIRECTS + 1):
            if not on_public_internet(url):
                return None
            response = session.get(url, timeout=5, allow_redirects=False)
            if response.status_code not in (301, 302, 303, 307, 308):
                return response
            url = urljoin(response.url, response.headers.get("Location", ""))
    return None


def preview(url):
    try:
        response = get(url)
    except (requests.RequestException, ValueError):
        return None
    if response is None or response.status_code != 200:
        return None
    if response.headers.get("Content-Type", "").split(";")[0].strip() != "text/html":
        return None
    document = html.fromstring(response.content.decode("utf-8", errors="replace"))
    title = " ".join("".join(document.xpath("//title//text()")).split())
    if not title:
        return None
    description = " ".join("".join(document.xpath("//meta[@name='description'][1]/@content")).split())
    return {"url": response.url, "title": title, "description": description}
