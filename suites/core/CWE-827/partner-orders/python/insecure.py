import re
from pathlib import Path

from flask import Flask, jsonify, request
from lxml import etree

VERSION = re.compile(r"^-//Wholesale//Order ([\d.]+)//EN$")


class VersionResolver(etree.Resolver):
    """Gives the parser the DTD of the version, whatever the system identifier is."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def resolve(self, system_url, public_id, context):
        version = VERSION.match(public_id or "")
        if version:
            return self.resolve_filename(str(self.folder / f"order-{version[1]}.dtd"), context)
        return None


def create_app(dtd_folder):
    app = Flask(__name__)
    folder = Path(dtd_folder)

    @app.post("/orders")
    def take():
        parser = etree.XMLParser(load_dtd=True, dtd_validation=True, attribute_defaults=True)
        parser.resolvers.add(VersionResolver(folder))
        try:
            root = etree.fromstring(request.get_data(), parser)
        except etree.XMLSyntaxError as error:
            return jsonify(error=str(error)), 422
        version = VERSION.match(root.getroottree().docinfo.public_id or "")
        if version is None or not (folder / f"order-{version[1]}.dtd").exists():
            return jsonify(error="no such version"), 422
        return jsonify(
            order=dict(root.attrib),
            customer=root.findtext("customer"),
            items=[dict(item.attrib) for item in root.iter("item")],
            note=root.findtext("note"),
        ), 201

    return app
