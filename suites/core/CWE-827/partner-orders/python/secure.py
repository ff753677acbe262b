import os
import re

from flask import Flask, jsonify, request
from lxml import etree

PUBLIC = re.compile(r"-//Wholesale//Order ([0-9]+(?:\.[0-9]+)*)//EN")


class NotAnOrder(Exception):
    pass


def parse(body):
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True)
    try:
        document = etree.fromstring(body, parser)
        public_id = document.getroottree().docinfo.public_id
        # The elements alone, without what the document declares.
        return etree.fromstring(etree.tostring(document)), public_id
    except etree.XMLSyntaxError as error:
        raise NotAnOrder(str(error)) from error


def dtd_for(public_id, folder):
    found = PUBLIC.fullmatch(public_id or "")
    path = os.path.join(folder, f"order-{found[1]}.dtd") if found else ""
    if not os.path.isfile(path):
        raise NotAnOrder("no such version")
    return etree.DTD(path)


def complete(root, dtd):
    """Adds the attributes that have a value in the DTD."""
    declared = {element.name: element for element in dtd.iterelements()}
    for element in root.iter(etree.Element):
        for attribute in declared[element.tag].iterattributes():
            if attribute.default_value is not None and attribute.name not in element.attrib:
                element.set(attribute.name, attribute.default_value)


def create_app(dtd_folder):
    app = Flask(__name__)

    @app.errorhandler(NotAnOrder)
    def refused(error):
        return jsonify(error=str(error)), 422

    @app.post("/orders")
    def take():
        root, public_id = parse(request.get_data())
        dtd = dtd_for(public_id, dtd_folder)
        if not dtd.validate(root):
            raise NotAnOrder(str(dtd.error_log))
        complete(root, dtd)
        return jsonify(
            order=dict(root.attrib),
            customer=root.findtext("customer"),
            items=[dict(item.attrib) for item in root.findall("item")],
            note=root.findtext("note"),
        ), 201

    return app
