from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

COMMON = "<!ELEMENT customer (#PCDATA)>\n<!ELEMENT note (#PCDATA)>\n"
ORDER_1_1 = """<!ENTITY % units "(piece|box)">
<!ENTITY % common SYSTEM "common.mod">
%common;
<!ELEMENT order (customer, item+, note?)>
<!ATTLIST order number NMTOKEN #REQUIRED currency (EUR|CHF) "EUR" terms CDATA #FIXED "30 days">
<!ELEMENT item EMPTY>
<!ATTLIST item sku NMTOKEN #REQUIRED quantity NMTOKEN "1" unit %units; "piece">
"""
ORDER_1_0 = """<!ELEMENT order (customer, item, item?)>
<!ATTLIST order number NMTOKEN #REQUIRED terms CDATA #FIXED "at once">
<!ELEMENT customer (#PCDATA)>
<!ELEMENT item EMPTY>
<!ATTLIST item sku NMTOKEN #REQUIRED>
"""
# What somebody else would like orders to look like.
OTHER = """<!ELEMENT order ANY>
<!ATTLIST order number CDATA #REQUIRED currency CDATA "XXX" terms CDATA "365 days">
<!ELEMENT customer ANY>
<!ELEMENT note ANY>
<!ELEMENT item ANY>
<!ATTLIST item sku CDATA #REQUIRED quantity CDATA "1" unit CDATA "pallet">
"""
OTHER_MODULE = COMMON + '<!ATTLIST order terms CDATA "365 days">\n<!ATTLIST item unit CDATA "pallet">\n'
SECRET = "Mercator-48211"


@dataclass
class Wholesaler:
    root: Path

    @property
    def dtds(self):
        return self.root / "dtds"

    @property
    def uploads(self):
        return self.root / "uploads"


@fixture
def wholesaler(work):
    made = Wholesaler(work)
    made.dtds.mkdir()
    made.uploads.mkdir()
    (made.dtds / "order-1.0.dtd").write_text(ORDER_1_0)
    (made.dtds / "order-1.1.dtd").write_text(ORDER_1_1)
    (made.dtds / "common.mod").write_text(COMMON)
    (made.uploads / "order.dtd").write_text(OTHER)
    (made.uploads / "common.mod").write_text(OTHER_MODULE)
    (made.uploads / "prices.txt").write_text(SECRET)
    return made


@fixture
def client(solution, web, wholesaler):
    return web(solution.create_app(str(wholesaler.dtds)))


def document(content, version="1.1", system="order.dtd", subset="", attributes=""):
    public = f"-//Wholesale//Order {version}//EN"
    declaration = f'<!DOCTYPE order PUBLIC "{public}" "{system}" {subset}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{declaration}\n<order number="A-1"{attributes}>{content}</order>'


def post(client, text):
    return client.post("/orders", body=text.encode(), headers={"Content-Type": "application/xml"})


CONTENT = '<customer>Ada</customer><item sku="H-75"/>'
EXPECTED = {
    "order": {"number": "A-1", "currency": "EUR", "terms": "30 days"},
    "customer": "Ada",
    "items": [{"sku": "H-75", "quantity": "1", "unit": "piece"}],
    "note": None,
}
