import html
import ipaddress
import re
import socket
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

TITLE = re.compile(r"<title[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
DESCRIPTION = re.compile(r"""<meta\s+name=["']?description["']?\s+content=(["'])(.*?)\1""", re.IGNORECASE | re.DOTALL)


class NamedHost(HTTPAdapter):
    """For URLs that have an address where the certificate has a name."""

    def __init__(self, name):
        self.name = name
        super().__init__()

    def init_poolmanager(self, *positional, **options):
        super().init_poolmanager(*positional, server_hostname=self.name, assert_hostname=self.name, **options)


def pick_address(host):
    found = {entry[4][0] for entry in socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)}
    for address in found:
        if not ipaddress.IPv4Address(address).is_global:
            raise ValueError(f"{host} is at {address}")
    return min(found)


def get(url):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not a web address")
    address, port = pick_address(parts.hostname), f":{parts.port}" if parts.port else ""
    numeric = urlunsplit((parts.scheme, address + port, parts.path or "/", parts.query, ""))
    with requests.Session() as session:
        session.mount("https://", NamedHost(parts.hostname))
        return session.get(numeric, headers={"Host": parts.hostname + port}, allow_redirects=False, timeout=5)


def squeeze(text):
    return " ".join(html.unescape(text).split())


def preview(url):
    try:
        for _ in range(6):
            response = get(url)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url = urljoin(url, response.headers.get("Location", ""))
        else:
            return None
    except (requests.RequestException, OSError, ValueError):
        return None
    if response.status_code != 200 or not response.headers.get("Content-Type", "").lower().startswith("text/html"):
        return None
    text = response.content.decode("utf-8", "replace")
    title = TITLE.search(text)
    description = DESCRIPTION.search(text)
    if title is None or not squeeze(title[1]):
        return None
    return {"url": url, "title": squeeze(title[1]), "description": squeeze(description[2]) if description else ""}
