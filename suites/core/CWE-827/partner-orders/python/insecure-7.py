from pathlib import Path

from flask import Flask, jsonify, request
from lxml import etree

PREFIX, SUFFIX = "-//Wholesale//Order ", "//EN"


class Catalogue(etree.Resolver):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def file_of(self, public_id):
        public_id = public_id or ""
        if not (public_id.startswith(PREFIX) and public_id.endswith(SUFFIX)):
            return None
        path = self.folder / f"order-{public_id[len(PREFIX):-len(SUFFIX)]}.dtd"
        return path if path.is_file() else None

    def resolve(self, url, public_id, context):
        path = Path(url or "")
        if path.is_file():
            return self.resolve_filename(url, context)
        path = self.file_of(public_id) or self.folder / path.name
        return self.resolve_filename(str(path), context)


def create_app(dtd_folder):
    app = Flask(__name__)
    catalogue = Catalogue(Path(dtd_folder))

    @app.post("/orders")
    def take():
        parser = etree.XMLParser(dtd_validation=True, attribute_defaults=True)
        parser.resolvers.add(catalogue)
        try:
            root = etree.fromstring(request.get_data(), parser)
        except etree.XMLSyntaxError as error:
            return jsonify(error=error.msg), 422
        if catalogue.file_of(root.getroottree().docinfo.public_id) is None:
            return jsonify(error="no such version"), 422
        found = {"order": dict(root.attrib), "items": [dict(item.attrib) for item in root.iter("item")]}
        found |= {name: root.findtext(name) for name in ("customer", "note")}
        return jsonify(found), 201

    return app
