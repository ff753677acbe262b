import os
from urllib.parse import urljoin
from urllib.request import urlopen

from lxml import etree

INCLUDE = "{http://www.w3.org/2001/XInclude}include"


def parse(address):
    parser = etree.XMLParser(load_dtd=True, resolve_entities="internal")
    with urlopen(address) as file:
        return etree.fromstring(file.read(), parser, base_url=address.removeprefix("file://"))


def walk(address):
    root = parse(address)
    for element in [root] if root.tag == "article" else root:
        if element.tag == INCLUDE:
            yield from walk(urljoin(address, element.get("href")))
        elif element.tag == "article":
            yield {
                "number": element.get("number"),
                "cents": int(element.get("cents")),
                "name": text(address, element.find("name")),
                "text": text(address, element.find("text")),
            }


def text(address, element):
    parts = [element.text or ""]
    for child in element:
        if child.tag == INCLUDE:
            with urlopen(urljoin(address, child.get("href"))) as file:
                parts.append(file.read().decode("utf-8"))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def read_catalogue(folder):
    return list(walk("file://" + os.path.join(os.path.abspath(folder), "catalogue.xml")))
