import functools
import ipaddress
import socket
from urllib.parse import urljoin

import requests
from lxml import html


@functools.lru_cache(maxsize=4096)
def host_is_public(host):
    try:
        addresses = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(address).is_global for address in addresses)


def host_of(url):
    _, _, rest = url.partition("://")
    return rest.split("/")[0].split(":")[0]


def fetch(url):
    for _ in range(6):
        if not url.lower().startswith(("http://", "https://")):
            return None
        if not host_is_public(host_of(url)):
            return None
        response = requests.get(url, timeout=5, allow_redirects=False)
        if response.status_code not in (301, 302, 303, 307, 308):
            return response
        url = urljoin(url, response.headers.get("Location", ""))
    return None


def preview(url):
    try:
        response = fetch(url)
    except (requests.RequestException, ValueError):
        return None
    if response is None or response.status_code != 200:
        return None
    if response.headers.get("Content-Type", "").partition(";")[0] != "text/html" or not response.content:
        return None
    response.encoding = "utf-8"
    page = html.fromstring(response.text)
    titles = page.xpath("//title")
    title = " ".join(titles[0].text_content().split()) if titles else ""
    if not title:
        return None
    descriptions = page.xpath("//meta[@name='description']/@content") or [""]
    return {"url": response.url, "title": title, "description": " ".join(descriptions[0].split())}
