"""Everything is read into memory first; nothing is opened on the word of a document."""
import os
import posixpath
import re

from lxml import etree

XI = "{http://www.w3.org/2001/XInclude}include"
DECLARATION = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+("[^"]*"|'[^']*')\s*>""")
DOCTYPE = re.compile(r"""<!DOCTYPE\s+[\w.-]+\s*(?:SYSTEM\s*["']([^"']*)["']\s*)?(?:\[(.*?)\]\s*)?>""", re.DOTALL)


def load(folder):
    files = {}
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    files[os.path.relpath(path, folder)] = file.read()
    return files


def beside(name, href):
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), href))


def with_names(files, name):
    """The document with all its names declared in itself."""
    document = re.sub(r"^\s*<\?xml[^>]*\?>", "", files[name].decode("utf-8"))
    doctype = DOCTYPE.search(document)
    if doctype is None:
        if "<!DOCTYPE" in document:
            raise ValueError("a DOCTYPE of another form")
        return document
    declared = doctype[2] or ""
    if doctype[1]:
        declared += files[beside(name, doctype[1])].decode("utf-8")
    entities = "".join(f"<!ENTITY {entity} {value}>" for entity, value in DECLARATION.findall(declared))
    return f"<!DOCTYPE x [{entities}]>" + document[doctype.end() :]


def text_of(files, name, element):
    for include in list(element.iter(XI)):
        included = etree.Element("text")
        included.text = files[beside(name, include.get("href"))].decode("utf-8")
        included.tail = include.tail
        include.getparent().replace(include, included)
    return " ".join("".join(element.itertext()).split())


def articles(files, name):
    parser = etree.XMLParser(resolve_entities="internal", no_network=True)
    root = etree.fromstring(with_names(files, name), parser)
    for element in [root] if root.tag == "article" else root.iterchildren(XI, "article"):
        if element.tag == XI:
            yield from articles(files, beside(name, element.get("href")))
            continue
        texts = {key: text_of(files, name, element.find(key)) for key in ("name", "text")}
        yield {"number": element.get("number"), "cents": int(element.get("cents")), **texts}


def read_catalogue(folder):
    return list(articles(load(folder), "catalogue.xml"))
