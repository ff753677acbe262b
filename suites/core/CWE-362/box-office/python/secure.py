import sqlite3
from contextlib import contextmanager

import requests
from flask import Flask, abort, jsonify, make_response, request


def create_app(database_path, payment_url):
    app = Flask(__name__)

    @contextmanager
    def transaction():
        connection = sqlite3.connect(database_path, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()

    def find(db, number):
        row = db.execute("SELECT * FROM orders WHERE id = ?", (number,)).fetchone()
        if row is None:
            abort(404)
        return row

    def shown(db, number):
        row = find(db, number)
        return jsonify({key: row[key] for key in ("id", "cents", "status", "voucher_cents")})

    def ask_bank(what, body):
        """The status of the payment service's answer, and the answer if it is a good one."""
        try:
            answer = requests.post(f"{payment_url}/{what}", json=body, timeout=60)
            return answer.status_code, answer.json() if answer.status_code == 201 else None
        except requests.RequestException:
            return 502, None

    @app.get("/orders/<int:number>")
    def order(number):
        with transaction() as db:
            return shown(db, number)

    @app.get("/vouchers/<code>")
    def voucher(code):
        with transaction() as db:
            row = db.execute("SELECT code, cents FROM vouchers WHERE code = ?", (code,)).fetchone()
        if row is None:
            abort(404)
        return jsonify(dict(row))

    @app.post("/orders/<int:number>/tickets")
    def add_ticket(number):
        with transaction() as db:
            if find(db, number)["status"] != "open":
                abort(409)
            db.execute("UPDATE orders SET cents = cents + ? WHERE id = ?", (request.get_json()["cents"], number))
            return shown(db, number)

    @app.post("/orders/<int:number>/payment")
    def pay(number):
        code = request.get_json().get("voucher")
        with transaction() as db:
            row = find(db, number)
            if row["status"] != "open":
                abort(409)
            taken = 0
            if code is not None:
                found = db.execute("SELECT cents FROM vouchers WHERE code = ?", (code,)).fetchone()
                if found is None:
                    abort(422)
                taken = min(found["cents"], row["cents"])
                db.execute("UPDATE vouchers SET cents = cents - ? WHERE code = ?", (taken, code))
            db.execute(
                "UPDATE orders SET status = 'paying', voucher = ?, voucher_cents = ? WHERE id = ?", (code, taken, number)
            )
        rest = row["cents"] - taken
        charge = None
        if rest > 0:
            status, answer = ask_bank("charges", {"order": number, "cents": rest})
            if answer is None:
                with transaction() as db:
                    db.execute("UPDATE vouchers SET cents = cents + ? WHERE code = ?", (taken, code))
                    db.execute(
                        "UPDATE orders SET status = 'open', voucher = ?, voucher_cents = ? WHERE id = ?",
                        (row["voucher"], row["voucher_cents"], number),
                    )
                abort(make_response({"error": "the payment failed"}, 402 if status == 402 else 502))
            charge = answer["charge"]
        with transaction() as db:
            db.execute("UPDATE orders SET status = 'paid', charge = ? WHERE id = ?", (charge, number))
            return shown(db, number)

    @app.post("/orders/<int:number>/refund")
    def refund(number):
        with transaction() as db:
            row = find(db, number)
            if row["status"] != "paid":
                abort(409)
            db.execute("UPDATE orders SET status = 'refunding' WHERE id = ?", (number,))
        charged = row["cents"] - row["voucher_cents"]
        if charged > 0:
            status, answer = ask_bank("refunds", {"charge": row["charge"], "cents": charged})
            if answer is None:
                with transaction() as db:
                    db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (number,))
                abort(make_response({"error": "the payment failed"}, 402 if status == 402 else 502))
        with transaction() as db:
            db.execute("UPDATE vouchers SET cents = cents + ? WHERE code = ?", (row["voucher_cents"], row["voucher"]))
            db.execute("UPDATE orders SET status = 'refunded' WHERE id = ?", (number,))
            return shown(db, number)

    return app
