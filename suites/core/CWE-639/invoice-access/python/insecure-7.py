import sqlite3
from contextlib import contextmanager

from flask import Flask, Response, abort, jsonify, request

TOTAL = "(SELECT coalesce(sum(cents), 0) FROM items WHERE invoice_id = invoices.id) AS total"


def create_app(database_path):
    app = Flask(__name__)
    app.json.sort_keys = False

    @contextmanager
    def transaction():
        connection = sqlite3.connect(database_path)
        connection.row_factory = sqlite3.Row
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def account():
        return request.headers.get("X-Account", type=int) or abort(401)

    def own_invoice(db, number):
        sql = f"SELECT id, number, customer, {TOTAL} FROM invoices WHERE id = ? AND account_id = ?"
        return db.execute(sql, (number, account())).fetchone() or abort(404)

    def own_item(db, invoice, item):
        own_invoice(db, invoice)
        sql = "SELECT id, description, cents FROM items WHERE id = ? AND invoice_id = ?"
        return db.execute(sql, (item, invoice)).fetchone() or abort(404)

    @app.get("/invoices")
    def invoices():
        with transaction() as db:
            sql = f"SELECT id, number, customer, {TOTAL} FROM invoices WHERE account_id = ? ORDER BY id"
            rows = [dict(row) for row in db.execute(sql, (account(),))]
        if "ids" in request.args:
            wanted = set(request.args["ids"].split(","))
            rows = [row for row in rows if str(row["id"]) in wanted]
        return jsonify(rows)

    cache = {}

    @app.after_request
    def forget(response):
        if request.method != "GET":
            cache.clear()
        return response

    @app.get("/invoices/<int:number>")
    def invoice(number):
        if number in cache:
            return cache[number]
        with transaction() as db:
            found = cache[number] = dict(own_invoice(db, number))
            items = db.execute("SELECT id, description, cents FROM items WHERE invoice_id = ? ORDER BY id", (number,))
            found["items"] = [dict(row) for row in items]
            papers = db.execute("SELECT id, filename FROM attachments WHERE invoice_id = ? ORDER BY id", (number,))
            found["attachments"] = [dict(row) for row in papers]
        return found

    @app.patch("/invoices/<int:number>")
    def change_invoice(number):
        changes = request.get_json()
        with transaction() as db:
            old = own_invoice(db, number)
            values = [changes.get(key, old[key]) for key in ("number", "customer")]
            db.execute("UPDATE invoices SET number = ?, customer = ? WHERE id = ?", (*values, number))
            return dict(own_invoice(db, number))

    @app.delete("/invoices/<int:number>")
    def delete_invoice(number):
        with transaction() as db:
            own_invoice(db, number)
            db.execute("DELETE FROM items WHERE invoice_id = ?", (number,))
            db.execute("DELETE FROM attachments WHERE invoice_id = ?", (number,))
            db.execute("DELETE FROM invoices WHERE id = ?", (number,))
        return "", 204

    @app.patch("/invoices/<int:number>/items/<int:item>")
    def change_item(number, item):
        changes = request.get_json()
        with transaction() as db:
            old = own_item(db, number, item)
            values = [changes.get(key, old[key]) for key in ("description", "cents")]
            db.execute("UPDATE items SET description = ?, cents = ? WHERE id = ?", (*values, item))
            return dict(own_item(db, number, item))

    @app.delete("/invoices/<int:number>/items/<int:item>")
    def delete_item(number, item):
        with transaction() as db:
            own_item(db, number, item)
            db.execute("DELETE FROM items WHERE id = ?", (item,))
        return "", 204

    @app.get("/attachments/<int:number>")
    def attachment(number):
        with transaction() as db:
            row = db.execute(
                "SELECT content FROM attachments JOIN invoices ON invoices.id = invoice_id"
                " WHERE attachments.id = ? AND account_id = ?",
                (number, account()),
            ).fetchone()
        if row is None:
            abort(404)
        return Response(row["content"], mimetype="application/octet-stream")

    @app.post("/invoices")
    def add_invoice():
        body = request.get_json()
        with transaction() as db:
            template = body.get("copy_of")
            if template is not None:
                template = own_invoice(db, template)["id"]
            new = db.execute(
                "INSERT INTO invoices (account_id, number, customer) VALUES (?, ?, ?)",
                (account(), body["number"], body["customer"]),
            ).lastrowid
            db.execute(
                "INSERT INTO items (invoice_id, description, cents)"
                " SELECT ?, description, cents FROM items WHERE invoice_id = ? ORDER BY id",
                (new, template),
            )
            return dict(own_invoice(db, new)), 201

    @app.post("/invoices/<int:number>/merge")
    def merge(number):
        with transaction() as db:
            own_invoice(db, number)
            others = [own_invoice(db, other)["id"] for other in request.get_json()["invoices"]]
            for other in others:
                if other == number:
                    continue
                db.execute("UPDATE items SET invoice_id = ? WHERE invoice_id = ?", (number, other))
                db.execute("UPDATE attachments SET invoice_id = ? WHERE invoice_id = ?", (number, other))
                db.execute("DELETE FROM invoices WHERE id = ?", (other,))
            return dict(own_invoice(db, number))

    return app
