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
        root = etree.fromstring(body, parser)
        return root, root.getroottree().docinfo.public_id
    except etree.XMLSyntaxError as error:
        raise NotAnOrder(str(error)) from error


def dtd_for(public_id, folder):
    found = PUBLIC.fullmatch(public_id or "")
    path = os.path.join(folder, f"order-{found[1]}.dtd") if found else ""
    if not os.path.isfile(path):
        raise NotAnOrder("no such version")
    return etree.DTD(path)


def attributes(element, dtd):
    """All attributes that the DTD declares for an element, with their values here or there."""
    found = {}
    for attribute in next(one for one in dtd.iterelements() if one.name == element.tag).iterattributes():
        value = element.get(attribute.name, attribute.default_value)
        if value is not None:
            found[attribute.name] = value
    return found


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
        return jsonify(
            order=attributes(root, dtd),
            customer=root.findtext("customer"),
            items=[attributes(item, dtd) for item in root.findall("item")],
            note=root.findtext("note"),
        ), 201

    return app
