import json
import sqlite3
import urllib.error
import urllib.request

from flask import Flask, Response, request


def create_app(database_path, payment_url):
    app = Flask(__name__)

    def run(*statements):
        """All of them or none: every statement has to change exactly one row."""
        connection = sqlite3.connect(database_path, timeout=10)
        try:
            with connection:
                for sql, *values in statements:
                    if connection.execute(sql, values).rowcount != 1:
                        raise LookupError(sql)
        finally:
            connection.close()

    def row_of(sql, *values):
        connection = sqlite3.connect(database_path, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            return connection.execute(sql, values).fetchone()
        finally:
            connection.close()

    def reply(status, body):
        return Response(json.dumps(body), status, mimetype="application/json")

    def order_reply(number):
        return reply(200, dict(row_of("SELECT id, cents, status, voucher_cents FROM orders WHERE id = ?", number)))

    def missing(number):
        return row_of("SELECT 1 FROM orders WHERE id = ?", number) is None

    def bank(what, **body):
        data = json.dumps(body).encode()
        call = urllib.request.Request(f"{payment_url}/{what}", data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(call, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, None
        except OSError:
            return 0, None

    @app.get("/orders/<int:number>")
    def show_order(number):
        return reply(404, "no order") if missing(number) else order_reply(number)

    @app.get("/vouchers/<code>")
    def show_voucher(code):
        row = row_of("SELECT code, cents FROM vouchers WHERE code = ?", code)
        return reply(404, "no voucher") if row is None else reply(200, dict(row))

    @app.post("/orders/<int:number>/tickets")
    def add_ticket(number):
        if missing(number):
            return reply(404, "no order")
        cents = request.get_json()["cents"]
        try:
            run(("UPDATE orders SET cents = cents + ? WHERE id = ? AND status = 'open'", cents, number))
        except LookupError:
            return reply(409, "not open")
        return order_reply(number)

    @app.post("/orders/<int:number>/payment")
    def pay(number):
        if missing(number):
            return reply(404, "no order")
        code = request.get_json().get("voucher")
        if code is not None and row_of("SELECT 1 FROM vouchers WHERE code = ?", code) is None:
            return reply(422, "no voucher")
        try:
            run(("UPDATE orders SET status = 'open' WHERE id = ? AND status = 'open'", number))
        except LookupError:
            return reply(409, "not open")
        total = row_of("SELECT cents FROM orders WHERE id = ?", number)["cents"]
        taken = 0
        while code is not None:
            taken = min(total, row_of("SELECT cents FROM vouchers WHERE code = ?", code)["cents"])
            try:
                run(("UPDATE vouchers SET cents = cents - ? WHERE code = ? AND cents >= ?", taken, code, taken))
                break
            except LookupError:
                continue
        charge = None
        if total > taken:
            status, answer = bank("charges", order=number, cents=total - taken)
            if status != 201:
                back = [("UPDATE vouchers SET cents = cents + ? WHERE code = ?", taken, code)] if code else []
                run(*back, ("UPDATE orders SET status = 'open' WHERE id = ?", number))
                return reply(402 if status == 402 else 502, "no payment")
            charge = answer["charge"]
        values = "status = 'paid', voucher = ?, voucher_cents = ?, charge = ?"
        run((f"UPDATE orders SET {values} WHERE id = ?", code, taken, charge, number))
        return order_reply(number)

    @app.post("/orders/<int:number>/refund")
    def refund(number):
        if missing(number):
            return reply(404, "no order")
        try:
            run(("UPDATE orders SET status = 'refunding' WHERE id = ? AND status = 'paid'", number))
        except LookupError:
            return reply(409, "not paid")
        row = row_of("SELECT * FROM orders WHERE id = ?", number)
        if row["cents"] > row["voucher_cents"]:
            status, _answer = bank("refunds", charge=row["charge"], cents=row["cents"] - row["voucher_cents"])
            if status != 201:
                run(("UPDATE orders SET status = 'paid' WHERE id = ?", number))
                return reply(402 if status == 402 else 502, "no refund")
        done = [("UPDATE orders SET status = 'refunded' WHERE id = ?", number)]
        if row["voucher"] is not None:
            done.append(("UPDATE vouchers SET cents = cents + ? WHERE code = ?", row["voucher_cents"], row["voucher"]))
        run(*done)
        return order_reply(number)

    return app
