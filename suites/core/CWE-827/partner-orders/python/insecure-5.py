import re
from pathlib import Path

from flask import Flask, jsonify, request
from lxml import etree

DOCTYPE = re.compile(r"""(<!DOCTYPE\s+order\s+)PUBLIC\s+["']-//Wholesale//Order (\d[\d.]*)//EN["']\s+("[^"]*"|'[^']*')""")


def create_app(dtd_folder):
    app = Flask(__name__)
    folder = Path(dtd_folder).resolve()

    def valid(text):
        found = DOCTYPE.search(text)
        if found is None:
            raise ValueError("no version")
        path = folder / f"order-{found[2]}.dtd"
        if not path.is_file():
            raise ValueError("no such version")
        text = DOCTYPE.sub(lambda match: f'{match[1]}SYSTEM "{path}"', text, count=1)
        text = re.sub(r"^<\?xml.*?\?>", "", text)
        return etree.fromstring(text, etree.XMLParser(dtd_validation=True, attribute_defaults=True, no_network=False))

    @app.post("/orders")
    def take():
        try:
            root = valid(request.get_data(as_text=True))
        except (ValueError, etree.XMLSyntaxError) as error:
            return jsonify(error=str(error)), 422
        items = [dict(item.attrib) for item in root.iterfind("item")]
        texts = {name: root.findtext(name) for name in ("customer", "note")}
        return jsonify(order=dict(root.attrib), items=items, **texts), 201

    return app
