from pathlib import Path

from lxml import etree

XI_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


class Catalogue:
    """All files of one folder, and no others."""

    def __init__(self, folder):
        self.root = Path(folder).resolve()

    def locate(self, directory, name):
        path = (directory / name).resolve()
        if not path.is_relative_to(self.root):
            raise ValueError(f"not in the folder: {name}")
        return path

    def parse(self, path):
        parser = etree.XMLParser(load_dtd=True, resolve_entities="internal", no_network=True)
        return etree.fromstring(path.read_bytes(), parser, base_url=str(path))

    def articles(self, path, depth=0):
        if depth > 50:
            raise ValueError("a part includes itself")
        root = self.parse(path)
        for element in [root] if root.tag == "article" else root:
            if element.tag == XI_INCLUDE:
                yield from self.articles(self.locate(path.parent, element.get("href")), depth + 1)
            elif element.tag == "article":
                yield {
                    "number": element.get("number"),
                    "cents": int(element.get("cents")),
                    "name": self.text(element.find("name"), path),
                    "text": self.text(element.find("text"), path),
                }

    def text(self, element, path):
        pieces = [element.text or ""]
        for child in element:
            if child.tag == XI_INCLUDE:
                pieces.append(self.locate(path.parent, child.get("href")).read_text(encoding="utf-8"))
            pieces.append(child.tail or "")
        return " ".join("".join(pieces).split())


def read_catalogue(folder):
    catalogue = Catalogue(folder)
    return list(catalogue.articles(catalogue.locate(catalogue.root, "catalogue.xml")))
