import sqlite3

import requests
from flask import Flask, g, jsonify, request

ORDER = ("id", "cents", "status", "voucher_cents")


class PaymentFailed(Exception):
    def __init__(self, status):
        self.status = 402 if status == 402 else 502


def create_app(database_path, payment_url):
    app = Flask(__name__)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
        return g.db

    @app.teardown_appcontext
    def close(error):
        if "db" in g:
            g.pop("db").close()

    @app.errorhandler(PaymentFailed)
    def failed(error):
        return jsonify(error="the payment failed"), error.status

    def find(number):
        return db().execute("SELECT * FROM orders WHERE id = ?", (number,)).fetchone()

    def find_voucher(code):
        return db().execute("SELECT * FROM vouchers WHERE code = ?", (code,)).fetchone()

    def shown(number):
        row = find(number)
        return jsonify({key: row[key] for key in ORDER})

    def ask_bank(what, body):
        try:
            answer = requests.post(f"{payment_url}/{what}", json=body, timeout=60)
        except requests.RequestException as error:
            raise PaymentFailed(0) from error
        if answer.status_code != 201:
            raise PaymentFailed(answer.status_code)
        return answer.json()

    @app.get("/orders/<int:number>")
    def order(number):
        if find(number) is None:
            return jsonify(error="no such order"), 404
        return shown(number)

    @app.get("/vouchers/<code>")
    def voucher(code):
        row = find_voucher(code)
        if row is None:
            return jsonify(error="no such voucher"), 404
        return jsonify(dict(row))

    @app.post("/orders/<int:number>/tickets")
    def add_ticket(number):
        row = find(number)
        if row is None:
            return jsonify(error="no such order"), 404
        if row["status"] != "open":
            return jsonify(error="not open"), 409
        with db():
            db().execute("UPDATE orders SET cents = cents + ? WHERE id = ?", (request.get_json()["cents"], number))
        return shown(number)

    @app.post("/orders/<int:number>/payment")
    def pay(number):
        row = find(number)
        if row is None:
            return jsonify(error="no such order"), 404
        if row["status"] != "open":
            return jsonify(error="not open"), 409
        code, taken, charge = request.get_json().get("voucher"), 0, None
        if code is not None:
            found = find_voucher(code)
            if found is None:
                return jsonify(error="no such voucher"), 422
            taken = min(found["cents"], row["cents"])
        if row["cents"] > taken:
            charge = ask_bank("charges", {"order": number, "cents": row["cents"] - taken})["charge"]
        with db():
            if taken:
                db().execute("UPDATE vouchers SET cents = ? WHERE code = ?", (found["cents"] - taken, code))
            db().execute(
                "UPDATE orders SET status = 'paid', voucher = ?, voucher_cents = ?, charge = ? WHERE id = ?",
                (code, taken, charge, number),
            )
        return shown(number)

    @app.post("/orders/<int:number>/refund")
    def refund(number):
        row = find(number)
        if row is None:
            return jsonify(error="no such order"), 404
        if row["status"] != "paid":
            return jsonify(error="not paid"), 409
        charged = row["cents"] - row["voucher_cents"]
        if charged:
            ask_bank("refunds", {"charge": row["charge"], "cents": charged})
        with db():
            db().execute("UPDATE vouchers SET cents = cents + ? WHERE code = ?", (row["voucher_cents"], row["voucher"]))
            db().execute("UPDATE orders SET status = 'refunded' WHERE id = ?", (number,))
        return shown(number)

    return app
