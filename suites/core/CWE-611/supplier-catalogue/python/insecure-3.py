from pathlib import Path

from lxml import etree

XI = "{http://www.w3.org/2001/XInclude}include"


def check(root, path, tree):
    """Every file that the document includes lies in the folder, and so on down."""
    for include in tree.iter(XI):
        target = (path.parent / include.get("href")).resolve()
        if not target.is_relative_to(root):
            raise ValueError(f"{include.get('href')} is not in the folder")
        if include.get("parse") != "text":
            check(root, target, etree.parse(str(target), make_parser()))


def make_parser():
    return etree.XMLParser(load_dtd=True, no_network=True)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def read_catalogue(folder):
    root = Path(folder).resolve()
    path = root / "catalogue.xml"
    tree = etree.parse(str(path), make_parser())
    check(root, path, tree)
    tree.xinclude()
    return [
        {
            "number": article.get("number"),
            "cents": int(article.get("cents")),
            "name": text_of(article.find("name")),
            "text": text_of(article.find("text")),
        }
        for article in tree.iter("article")
    ]
