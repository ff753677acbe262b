import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urljoin

import lxml.html


class StopAtRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *details):
        return None


OPENER = urllib.request.build_opener(StopAtRedirect)


def load(url):
    for _ in range(6):
        try:
            response = OPENER.open(url, timeout=5)
        except urllib.error.HTTPError as error:
            if error.code not in (301, 302, 303, 307, 308):
                raise
            url = urljoin(url, error.headers["Location"])
            continue
        with response:
            return response.geturl(), response.headers, response.read()
    raise ValueError("too many redirects")


def preview(url):
    try:
        url, headers, body = load(url)
    except (OSError, ValueError, HTTPException):
        return None
    if headers.get_content_type() != "text/html" or not body:
        return None
    page = lxml.html.document_fromstring(body.decode("utf-8", "replace"))
    title = " ".join((page.findtext(".//title") or "").split())
    if not title:
        return None
    description = ""
    for meta in page.iter("meta"):
        if meta.get("name", "").lower() == "description":
            description = " ".join(meta.get("content", "").split())
    return {"url": url, "title": title, "description": description}
