import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from seceval import fixture

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@dataclass
class Desk:
    client: object
    folder: Path

    def add(self, name, content, ticket=7, content_type="application/octet-stream"):
        path = f"/tickets/{ticket}/files?name={quote(name, safe='')}"
        return self.client.post(path, body=content, headers={"Content-Type": content_type})

    def list(self, ticket=7):
        return self.client.get(f"/tickets/{ticket}/files").json()

    def rename(self, file, name):
        return self.client.request("PATCH", f"/files/{file['id']}", json={"name": name})


@fixture
def desk(solution, web, work):
    folder = work / "data" / "files"
    folder.mkdir(parents=True)
    return Desk(web(solution.create_app(str(folder))), folder)


def essence(response):
    return response.headers.get("content-type", "").split(";")[0].strip().lower()


def opens(response):
    """It is shown, and not offered to be saved."""
    return not response.headers.get("content-disposition", "inline").strip().lower().startswith("attachment")


_UNKNOWN = ("", "unknown/unknown", "application/unknown", "*/*")
_MARKUP = re.compile(rb"\s*(<!doctype html|<html|<head|<script|<body|<svg|<!--|<\?xml|<h1)", re.IGNORECASE)


def runs_as_page(response):
    """Whether a browser that visits the address runs the scripts in the content, in the name of the application.

    After the MIME Sniffing standard: only an unknown type is guessed from the content, and with `nosniff` never as a page.
    """
    if response.status != 200 or not opens(response):
        return False
    kind = essence(response)
    if "/" not in kind or kind in _UNKNOWN:
        guessed = "nosniff" not in response.headers.get("x-content-type-options", "").lower()
        return guessed and _MARKUP.match(response.body) is not None and not scripts_are_off(response)
    page = kind in ("text/html", "text/xml", "application/xml", "text/xsl") or kind.endswith("+xml")
    return page and not scripts_are_off(response)


def scripts_are_off(response):
    policies = [value for name, value in response.header_list if name.lower() == "content-security-policy"]
    return any(_stops_scripts(policy) for value in policies for policy in value.split(","))


def _stops_scripts(policy):
    directives = {}
    for directive in policy.lower().split(";"):
        name, *values = directive.split() or [""]
        directives.setdefault(name, values)
    if "sandbox" in directives and not {"allow-scripts", "allow-same-origin"} <= set(directives["sandbox"]):
        return True
    sources = directives.get("script-src-elem", directives.get("script-src", directives.get("default-src")))
    return sources is not None and not {"'unsafe-inline'", "*", "data:"} & set(sources)
