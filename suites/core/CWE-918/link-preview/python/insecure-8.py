import ipaddress
import socket
from html.parser import HTMLParser
from urllib.parse import urlsplit

import requests


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.title, self.description, self.reading = "", "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.reading = self.reading or tag == "title"
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content") or ""

    def handle_endtag(self, tag):
        self.reading = self.reading and tag != "title"

    def handle_data(self, data):
        self.title += data if self.reading else ""


def is_public(url):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    found = socket.getaddrinfo(parts.hostname, None)
    return all(ipaddress.ip_address(entry[4][0]).is_global for entry in found)


def preview(url):
    session = requests.Session()
    session.max_redirects = 5
    try:
        if not is_public(url):
            return None
        response = session.get(url, timeout=5)
        if not all(is_public(step.url) for step in [*response.history, response]):
            return None
    except (requests.RequestException, OSError, ValueError):
        return None
    if response.status_code != 200:
        return None
    if response.headers.get("Content-Type", "").split(";")[0].strip().lower() != "text/html":
        return None
    page = Page(response.content.decode("utf-8", "replace"))
    title = " ".join(page.title.split())
    if not title:
        return None
    return {"url": response.url, "title": title, "description": " ".join(page.description.split())}
