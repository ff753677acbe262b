import ipaddress
import socket
from urllib.parse import urlparse

import lxml.html
import requests


def is_public(host):
    address = ipaddress.ip_address(socket.gethostbyname(host))
    return not (address.is_private or address.is_loopback or address.is_link_local or address.is_reserved)


def preview(url):
    try:
        parsed = urlparse(url)
        if parsed.scheme not in ("http", "https") or not parsed.hostname:
            return None
        if not is_public(parsed.hostname):
            return None
        session = requests.Session()
        session.max_redirects = 5
        response = session.get(url, timeout=5)
    except (requests.RequestException, OSError, ValueError):
        return None
    if response.status_code != 200:
        return None
    if not response.headers.get("Content-Type", "").lower().startswith("text/html"):
        return None
    tree = lxml.html.fromstring(response.content.decode("utf-8", "replace").encode("ascii", "xmlcharrefreplace"))
    title = " ".join((tree.findtext(".//title") or "").split())
    if not title:
        return None
    descriptions = tree.xpath("//meta[@name='description']/@content")
    description = " ".join(descriptions[0].split()) if descriptions else ""
    return {"url": response.url, "title": title, "description": description}
