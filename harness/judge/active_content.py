"""What a browser would execute in a page: parsed as a browser parses (html5lib), not searched as text."""

from __future__ import annotations

import re

_ADDRESSES = frozenset({
    "href", "src", "action", "formaction", "data", "xlink:href", "poster", "background", "cite", "longdesc", "ping",
    "to", "values", "from",
})  # fmt: skip
_ACTIVE_ELEMENTS = frozenset({"object", "embed", "applet", "base", "iframe", "frame", "portal"})
_SCRIPT_TYPES = frozenset({
    "", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript",
    "application/x-javascript", "text/jscript", "text/livescript", "importmap", "speculationrules",
})  # fmt: skip
_XLINK = "{http://www.w3.org/1999/xlink}"
_ACTIVE_STYLE = re.compile(r"@import|expression\(|-moz-binding", re.IGNORECASE)
_STRIPPED = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")


def active_content(html: str | bytes) -> list[str]:
    """Each script element, event handler, script address and embedding element, as a string that holds its text."""
    import html5lib

    found: list[str] = []
    _walk(html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False), found)
    return found


def _walk(element: object, found: list[str]) -> None:
    stack = [element]
    while stack:
        one = stack.pop()
        tag = getattr(one, "tag", None)
        if isinstance(tag, str):
            _look(tag.rpartition("}")[2].lower(), one, found)
        stack.extend(list(one))  # type: ignore[call-overload]


def _look(tag: str, element: object, found: list[str]) -> None:
    given = element.attrib.items()  # type: ignore[attr-defined]
    attributes = {str(name).replace(_XLINK, "xlink:").lower(): value for name, value in given}
    shown = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    text = "".join(element.itertext())  # type: ignore[attr-defined]
    if tag == "script" and attributes.get("type", "").strip().lower().partition(";")[0] in _SCRIPT_TYPES:
        found.append(f"<script {shown}>{text}")
    if tag == "style":
        if _ACTIVE_STYLE.search(text):
            found.append(f"<style>{text}")
    if tag in _ACTIVE_ELEMENTS:
        found.append(f"<{tag} {shown}>")
    if tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        found.append(f"<meta {shown}>")
    for name, value in attributes.items():
        if name.startswith("on") and len(name) > 2:
            found.append(f'<{tag} {name}="{value}">')
        elif name == "srcdoc":
            found.append(f"<{tag} srcdoc>" + " ".join(active_content(value)) + value)
        elif name in _ADDRESSES and _is_script(value):
            found.append(f'<{tag} {name}="{value}">')


def _is_script(address: str) -> bool:
    """As the URL standard reads a scheme: leading controls and spaces, tabs and line ends inside, any case."""
    scheme = address.strip(_STRIPPED).translate(_REMOVED).lower()
    return scheme.startswith(("javascript:", "vbscript:", "data:text/html", "data:image/svg", "data:application/xhtml"))
