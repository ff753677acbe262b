import json
import re
import sqlite3
from http import HTTPStatus

KINDS = {
    "name": lambda value: isinstance(value, str) and value != "",
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "count": lambda value: type(value) is int and 1 <= value <= 50,
}
PROFILE = {"displayName": ("display_name", "name"), "phone": ("phone", "text"), "newsletter": ("newsletter", "flag")}
ADDRESS = {"street": ("street", "text"), "city": ("city", "text")}
ORDER = {"quantity": ("quantity", "count"), "note": ("note", "text")}


class Answer(Exception):
    def __init__(self, status, body):
        super().__init__(status)
        self.status, self.body = status, body


def fail(status, reason):
    raise Answer(status, {"error": reason})


def pick(data, table):
    """The columns and values of the members that a table names."""
    if not isinstance(data, dict):
        fail(400, "an object is needed")
    picked = {}
    for member, (column, kind) in table.items():
        if member in data:
            if not KINDS[kind](data[member]):
                fail(400, f"{member} is wrong")
            picked[column] = data[member]
    return picked


class Shop:
    def __init__(self, db, customer):
        self.db, self.customer = db, customer

    def one(self, sql, *values):
        row = self.db.execute(sql, values).fetchone()
        return None if row is None else dict(row)

    def set(self, table, number, values):
        owner = "id" if table == "customers" else "customer_id"
        for column, value in values.items():
            sql = f"UPDATE {table} SET {column} = ? WHERE id = ? AND {owner} = ?"
            if self.db.execute(sql, (value, number, self.customer)).rowcount == 0:
                fail(404, "not found")

    def profile(self, _data=None):
        me = self.one("SELECT * FROM customers WHERE id = ?", self.customer)
        rows = self.db.execute("SELECT * FROM addresses WHERE customer_id = ? ORDER BY id", (self.customer,))
        addresses = [
            {"id": row["id"], "street": row["street"], "city": row["city"], "deliveryZone": row["delivery_zone"]}
            for row in rows
        ]
        shown = {"id": me["id"], "email": me["email"], "displayName": me["display_name"], "phone": me["phone"]}
        shown |= {"newsletter": me["newsletter"] == 1, "creditCents": me["credit_cents"], "role": me["role"]}
        return 200, {**shown, "addresses": addresses}

    def change_profile(self, data):
        self.set("customers", self.customer, pick(data, PROFILE))
        addresses = data.get("addresses", [])
        if not isinstance(addresses, list):
            fail(400, "addresses is a list")
        for address in addresses:
            values = pick(address, ADDRESS)
            if address.get("id") is not None:
                own = "SELECT id FROM addresses WHERE id = ? AND customer_id = ?"
                if type(address["id"]) is not int or self.one(own, address["id"], self.customer) is None:
                    fail(404, "no such address")
                self.set("addresses", address["id"], values)
            elif len(values) == 2:
                sql = "INSERT INTO addresses (customer_id, street, city) VALUES (?, ?, ?)"
                self.db.execute(sql, (self.customer, values["street"], values["city"]))
            else:
                fail(400, "street and city are needed")
        return self.profile()

    def order(self, _data, number):
        row = self.one("SELECT * FROM orders WHERE id = ? AND customer_id = ?", number, self.customer)
        if row is None:
            fail(404, "no such order")
        row["priceCents"] = row.pop("price_cents")
        del row["customer_id"]
        return 200, row

    def price(self, product, quantity):
        found = self.one("SELECT cents FROM products WHERE name = ?", product)
        if found is None:
            fail(400, "no such product")
        return found["cents"] * quantity

    def make_order(self, data):
        values = {"note": "", **pick(data, ORDER | {"product": ("product", "name")})}
        if "product" not in values or "quantity" not in values:
            fail(400, "product and quantity are needed")
        cents = self.price(values["product"], values["quantity"])
        sql = "INSERT INTO orders VALUES (NULL, ?, ?, ?, ?, ?, 'new')"
        row = (self.customer, values["product"], values["quantity"], values["note"], cents)
        return 201, self.order(None, self.db.execute(sql, row).lastrowid)[1]

    def change_order(self, data, number):
        _, stored = self.order(None, number)
        if stored["status"] != "new":
            fail(409, "too late")
        values = pick(data, ORDER)
        if "quantity" in values:
            values["price_cents"] = self.price(stored["product"], values["quantity"])
        self.set("orders", number, values)
        return self.order(None, number)


ROUTES = {
    ("GET", "/me"): Shop.profile,
    ("PATCH", "/me"): Shop.change_profile,
    ("POST", "/orders"): Shop.make_order,
    ("GET", "/orders/N"): Shop.order,
    ("PATCH", "/orders/N"): Shop.change_order,
}


def create_app(database_path):
    def respond(environ):
        numbers = [int(number) for number in re.findall(r"(?<=^/orders/)\d+$", environ["PATH_INFO"], re.ASCII)]
        path = "/orders/N" if numbers else environ["PATH_INFO"]
        route = ROUTES.get((environ["REQUEST_METHOD"], path)) or fail(404, "no such page")
        data = None
        if environ["REQUEST_METHOD"] != "GET":
            try:
                data = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            except ValueError:
                fail(400, "no JSON")
        db = sqlite3.connect(database_path)
        db.row_factory = sqlite3.Row
        try:
            with db:
                return route(Shop(db, int(environ["HTTP_X_CUSTOMER"])), data, *numbers)
        finally:
            db.close()

    def application(environ, start_response):
        try:
            status, body = respond(environ)
        except Answer as answer:
            status, body = answer.status, answer.body
        start_response(f"{status} {HTTPStatus(status).phrase}", [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]

    return application
