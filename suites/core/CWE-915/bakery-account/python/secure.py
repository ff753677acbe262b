import sqlite3
from contextlib import closing

from flask import Flask, jsonify, request

ORDER = "SELECT id, product, quantity, note, price_cents, status FROM orders WHERE id = ? AND customer_id = ?"


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def text(value, empty=True):
    if not isinstance(value, str) or not (value or empty):
        raise Refused(400, "this has to be a text")
    return value


def quantity(value):
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 50:
        raise Refused(400, "the quantity is an integer from 1 to 50")
    return value


def body():
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise Refused(400, "the body has to be an object")
    return data


def order_json(row):
    return dict(zip(("id", "product", "quantity", "note", "priceCents", "status"), row))


def profile(db, customer):
    row = db.execute(
        "SELECT id, email, display_name, phone, newsletter, credit_cents, role FROM customers WHERE id = ?", (customer,)
    ).fetchone()
    found = dict(zip(("id", "email", "displayName", "phone", "newsletter", "creditCents", "role"), row))
    found["newsletter"] = bool(found["newsletter"])
    rows = db.execute("SELECT id, street, city, delivery_zone FROM addresses WHERE customer_id = ? ORDER BY id", (customer,))
    found["addresses"] = [dict(zip(("id", "street", "city", "deliveryZone"), one)) for one in rows]
    return found


def save_address(db, customer, data):
    if not isinstance(data, dict):
        raise Refused(400, "an address has to be an object")
    if data.get("id") is None:
        values = (customer, text(data.get("street")), text(data.get("city")))
        db.execute("INSERT INTO addresses (customer_id, street, city) VALUES (?, ?, ?)", values)
        return
    if not isinstance(data["id"], int):
        raise Refused(400, "an id is an integer")
    own = (data["id"], customer)
    row = db.execute("SELECT street, city FROM addresses WHERE id = ? AND customer_id = ?", own).fetchone()
    if row is None:
        raise Refused(404, "no such address")
    values = (text(data.get("street", row[0])), text(data.get("city", row[1])))
    db.execute("UPDATE addresses SET street = ?, city = ? WHERE id = ? AND customer_id = ?", (*values, *own))


def create_app(database_path):
    app = Flask(__name__)

    @app.errorhandler(Refused)
    def refused(error):
        return jsonify(error=str(error)), error.status

    def customer():
        return int(request.headers["X-Customer"])

    @app.get("/me")
    def show_me():
        with closing(sqlite3.connect(database_path)) as db:
            return jsonify(profile(db, customer()))

    @app.patch("/me")
    def change_me():
        data = body()
        with closing(sqlite3.connect(database_path)) as db, db:
            if "displayName" in data:
                name = text(data["displayName"], empty=False)
                db.execute("UPDATE customers SET display_name = ? WHERE id = ?", (name, customer()))
            if "phone" in data:
                db.execute("UPDATE customers SET phone = ? WHERE id = ?", (text(data["phone"]), customer()))
            if "newsletter" in data:
                if not isinstance(data["newsletter"], bool):
                    raise Refused(400, "newsletter is true or false")
                db.execute("UPDATE customers SET newsletter = ? WHERE id = ?", (data["newsletter"], customer()))
            addresses = data.get("addresses", [])
            if not isinstance(addresses, list):
                raise Refused(400, "addresses is a list")
            for address in addresses:
                save_address(db, customer(), address)
            return jsonify(profile(db, customer()))

    @app.post("/orders")
    def make_order():
        data = body()
        values = (text(data.get("product")), quantity(data.get("quantity")), text(data.get("note", "")))
        with closing(sqlite3.connect(database_path)) as db, db:
            product = db.execute("SELECT cents FROM products WHERE name = ?", values[:1]).fetchone()
            if product is None:
                raise Refused(400, "no such product")
            made = db.execute(
                "INSERT INTO orders (customer_id, product, quantity, note, price_cents, status)"
                " VALUES (?, ?, ?, ?, ?, 'new')",
                (customer(), *values, product[0] * values[1]),
            )
            return jsonify(order_json(db.execute(ORDER, (made.lastrowid, customer())).fetchone())), 201

    def stored(db, number):
        row = db.execute(ORDER, (number, customer())).fetchone()
        if row is None:
            raise Refused(404, "no such order")
        return order_json(row)

    @app.get("/orders/<int:number>")
    def show_order(number):
        with closing(sqlite3.connect(database_path)) as db:
            return jsonify(stored(db, number))

    @app.patch("/orders/<int:number>")
    def change_order(number):
        data = body()
        with closing(sqlite3.connect(database_path)) as db, db:
            order = stored(db, number)
            if order["status"] != "new":
                raise Refused(409, "the order is on its way")
            if "quantity" in data:
                order["quantity"] = quantity(data["quantity"])
                cents = db.execute("SELECT cents FROM products WHERE name = ?", (order["product"],)).fetchone()[0]
                order["priceCents"] = cents * order["quantity"]
            order["note"] = text(data.get("note", order["note"]))
            db.execute(
                "UPDATE orders SET quantity = ?, note = ?, price_cents = ? WHERE id = ?",
                (order["quantity"], order["note"], order["priceCents"], number),
            )
            return jsonify(order)

    return app
