import ipaddress
import re
import socket
import urllib.request
from html import unescape
from http.client import HTTPException
from urllib.parse import urlparse


def blocked(url):
    host = urlparse(url).hostname
    if not host:
        return False
    return any(not ipaddress.ip_address(entry[4][0]).is_global for entry in socket.getaddrinfo(host, None))


class FiveRedirects(urllib.request.HTTPRedirectHandler):
    max_redirections = 5
    max_repeats = 5


def squeeze(text):
    return re.sub(r"\s+", " ", unescape(text)).strip()


def preview(url):
    opener = urllib.request.build_opener(FiveRedirects)
    try:
        if blocked(url):
            return None
        with opener.open(url, timeout=5) as response:
            if response.headers.get_content_type() != "text/html":
                return None
            if getattr(response, "status", None) not in (None, 200):
                return None
            html = response.read().decode("utf-8", "replace")
            final_url = response.geturl()
    except (OSError, ValueError, HTTPException):
        return None
    title = re.search(r"<title>(.*?)</title>", html, re.S | re.I)
    if not title or not squeeze(title.group(1)):
        return None
    description = re.search(r'<meta name="description" content="(.*?)"', html, re.S | re.I)
    return {
        "url": final_url,
        "title": squeeze(title.group(1)),
        "description": squeeze(description.group(1)) if description else "",
    }
