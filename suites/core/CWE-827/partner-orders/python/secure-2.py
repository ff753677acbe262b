import json
import pathlib
import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

from lxml import etree
from werkzeug.wrappers import Request, Response


def public_identifier(body):
    """The public identifier in the DOCTYPE of a document in which nothing else is declared."""
    seen = []

    def doctype(name, system, public, has_subset):
        if has_subset:
            raise ValueError("declarations in the document")
        seen.append(public)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(body, True)
    return seen[0] if seen else None


class Orders:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def dtd(self, public):
        prefix, suffix = "-//Wholesale//Order ", "//EN"
        if public is None or not (public.startswith(prefix) and public.endswith(suffix)):
            raise ValueError("no version")
        version = public[len(prefix) : -len(suffix)]
        name = f"order-{version}.dtd"
        if name not in {path.name for path in self.folder.iterdir()}:
            raise ValueError("no such version")
        return etree.DTD(str(self.folder / name))

    def read(self, body):
        dtd = self.dtd(public_identifier(body))
        root = ElementTree.fromstring(body)
        copy = etree.fromstring(ElementTree.tostring(root))
        dtd.assertValid(copy)
        defaults = {
            element.name: {one.name: one.default_value for one in element.iterattributes() if one.default_value is not None}
            for element in dtd.iterelements()
        }
        complete = {element: {**defaults[element.tag], **element.attrib} for element in root.iter()}
        return {
            "order": complete[root],
            "customer": root.findtext("customer"),
            "items": [complete[item] for item in root.iter("item")],
            "note": root.findtext("note"),
        }

    def __call__(self, environ, start_response):
        request = Request(environ)
        if request.path != "/orders" or request.method != "POST":
            return Response(status=404)(environ, start_response)
        try:
            status, answer = 201, self.read(request.get_data())
        except (ValueError, expat.ExpatError, ElementTree.ParseError, etree.Error) as error:
            status, answer = 422, {"error": str(error)}
        return Response(json.dumps(answer), status, mimetype="application/json")(environ, start_response)


def create_app(dtd_folder):
    return Orders(dtd_folder)
