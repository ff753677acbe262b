import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlparse

import requests

INTERNAL = re.compile(
    r"^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+|::1)$"
)


class PageParser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.in_title = False
        self.title = ""
        self.description = ""

    def handle_starttag(self, tag, attrs):
        if tag == "title":
            self.in_title = True
        if tag == "meta":
            attrs = dict(attrs)
            if attrs.get("name", "").lower() == "description":
                self.description = attrs.get("content", "")

    def handle_endtag(self, tag):
        if tag == "title":
            self.in_title = False

    def handle_data(self, data):
        if self.in_title:
            self.title += data


def allowed(url):
    parsed = urlparse(url)
    if parsed.scheme not in ("http", "https"):
        return False
    host = parsed.netloc.split(":")[0].lower()
    return bool(host) and not INTERNAL.match(host)


def preview(url):
    try:
        for _ in range(6):
            if not allowed(url):
                return None
            response = requests.get(url, timeout=5, allow_redirects=False)
            if not response.is_redirect:
                break
            url = urljoin(url, response.headers["Location"])
        else:
            return None
    except (requests.RequestException, ValueError):
        return None
    if response.status_code != 200 or "text/html" not in response.headers.get("Content-Type", ""):
        return None
    response.encoding = "utf-8"
    parser = PageParser()
    parser.feed(response.text)
    title = " ".join(parser.title.split())
    if not title:
        return None
    return {"url": url, "title": title, "description": " ".join(parser.description.split())}
