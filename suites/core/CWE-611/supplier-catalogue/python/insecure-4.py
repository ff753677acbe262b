import os
import re
from xml.etree import ElementTree
from xml.etree.ElementInclude import XINCLUDE_INCLUDE

DECLARATION = re.compile(r'<!ENTITY\s+([\w.-]+)\s+"([^"]*)"\s*>')
DOCTYPE = re.compile(r'<!DOCTYPE\s+\w+(?:\s+SYSTEM\s+"([^"]*)")?\s*(?:\[.*?\])?\s*>', re.DOTALL)


def parse(path):
    with open(path, encoding="utf-8") as file:
        document = file.read()
    found = DOCTYPE.search(document)
    declared = found[0] if found else ""
    if found and found[1]:
        with open(os.path.join(os.path.dirname(path), found[1]), encoding="utf-8") as file:
            declared += file.read()
    entities = "".join(f'<!ENTITY {name} "{value}">' for name, value in DECLARATION.findall(declared))
    document = re.sub(r"^\s*<\?xml[^>]*\?>", "", DOCTYPE.sub("", document))
    return ElementTree.fromstring(f"<!DOCTYPE x [{entities}]>{document}")


def expand(folder, path, root, seen=()):
    """Replaces the includes below `root`, which was read from `path`."""
    for parent in root.iter():
        for index, child in reversed(list(enumerate(parent))):
            if child.tag != XINCLUDE_INCLUDE:
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path), child.get("href")))
            if not target.startswith(folder):
                raise ValueError(f"{target} is outside of {folder}")
            if target in seen:
                raise ValueError(f"{target} includes itself")
            if child.get("parse") == "text":
                part = ElementTree.Element("included")
                with open(target, encoding="utf-8") as file:
                    part.text = file.read()
            else:
                part = parse(target)
                expand(folder, target, part, (*seen, target))
            part.tail = child.tail
            parent[index] = part


def clean(element):
    return " ".join("".join(element.itertext()).split())


def read_catalogue(folder):
    folder = os.path.abspath(folder)
    path = os.path.join(folder, "catalogue.xml")
    root = parse(path)
    expand(folder, path, root)
    return [
        {
            "number": article.attrib["number"],
            "cents": int(article.attrib["cents"]),
            "name": clean(article.find("name")),
            "text": clean(article.find("text")),
        }
        for article in root.iter("article")
    ]
