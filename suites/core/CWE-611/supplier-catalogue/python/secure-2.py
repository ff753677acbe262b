import os
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

INCLUDE = "http://www.w3.org/2001/XInclude}include"


class Outside(Exception):
    pass


def find(root, directory, name):
    path = os.path.realpath(os.path.join(directory, name))
    if os.path.commonpath([path, root]) != root:
        raise Outside(name)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def parse(root, path):
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    directory = os.path.dirname(path)

    def external(context, base, system, public):
        names = parser.ExternalEntityParserCreate(context)
        names.Parse(read(find(root, directory, system)), True)
        return 1

    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = external
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.Parse(read(path), True)
    return builder.close()


def clean(text):
    return " ".join(text.split())


def full_text(root, directory, element):
    text = element.text or ""
    for child in element:
        if child.tag == INCLUDE:
            text += read(find(root, directory, child.get("href"))).decode("utf-8")
        text += child.tail or ""
    return clean(text)


def collect(root, path, found, above=()):
    if path in above:
        raise ValueError("a part cannot include itself")
    directory = os.path.dirname(path)
    top = parse(root, path)
    for element in [top] if top.tag == "article" else list(top):
        if element.tag == INCLUDE:
            collect(root, find(root, directory, element.get("href")), found, (*above, path))
        elif element.tag == "article":
            name = full_text(root, directory, element.find("name"))
            text = full_text(root, directory, element.find("text"))
            found.append({"number": element.get("number"), "cents": int(element.get("cents")), "name": name, "text": text})


def read_catalogue(folder):
    root = os.path.realpath(folder)
    found = []
    collect(root, find(root, root, "catalogue.xml"), found)
    return found
