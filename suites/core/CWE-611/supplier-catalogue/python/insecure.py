import os

from lxml import etree


def _text(element):
    return " ".join("".join(element.itertext()).split())


def read_catalogue(folder):
    parser = etree.XMLParser(load_dtd=True, resolve_entities=True)
    tree = etree.parse(os.path.join(folder, "catalogue.xml"), parser)
    tree.xinclude()
    return [
        {
            "number": article.get("number"),
            "cents": int(article.get("cents")),
            "name": _text(article.find("name")),
            "text": _text(article.find("text")),
        }
        for article in tree.iter("article")
    ]
