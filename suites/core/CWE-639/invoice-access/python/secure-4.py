import sqlite3

from flask import Flask, Response, g, jsonify, request


def create_app(database_path):
    app = Flask(__name__)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
        return g.db

    @app.teardown_appcontext
    def close(error):
        connection = g.pop("db", None)
        if connection is not None:
            connection.close()

    def with_total(row):
        total = db().execute("SELECT SUM(cents) FROM items WHERE invoice_id = ?", (row["id"],)).fetchone()[0]
        return {"id": row["id"], "number": row["number"], "customer": row["customer"], "total": total or 0}

    def find(invoice_id):
        return db().execute("SELECT * FROM invoices WHERE id = ?", (invoice_id,)).fetchone()

    def find_item(invoice_id, item_id):
        sql = "SELECT * FROM items WHERE id = ? AND invoice_id = ?"
        return db().execute(sql, (item_id, invoice_id)).fetchone()

    def not_found():
        return jsonify(error="not found"), 404

    @app.before_request
    def check_owner():
        """Every invoice that a request names, in its path or its body, belongs to the account."""
        account = int(request.headers["X-Account"])
        arguments = request.view_args or {}
        body = request.get_json(silent=True) or {}
        wanted = []
        if "invoice_id" in arguments:
            wanted.append(arguments["invoice_id"])
        if body.get("copy_of") is not None:
            wanted.append(body["copy_of"])
        wanted.extend(body.get("invoices", []))
        if "attachment_id" in arguments:
            sql = "SELECT invoice_id FROM attachments WHERE id = ?"
            row = db().execute(sql, (arguments["attachment_id"],)).fetchone()
            wanted.append(row["invoice_id"] if row else None)
        for one in wanted:
            row = find(one)
            if row is None or row["account_id"] != account:
                return not_found()
        return None

    @app.get("/invoices")
    def list_invoices():
        account = int(request.headers["X-Account"])
        sql, values = "SELECT * FROM invoices WHERE account_id = ?", [account]
        if "ids" in request.args:
            ids = [int(part) for part in request.args["ids"].split(",")]
            sql += f" AND id IN ({','.join('?' * len(ids))})"
            values += ids
        return jsonify([with_total(row) for row in db().execute(sql + " ORDER BY id", values).fetchall()])

    @app.get("/invoices/<int:invoice_id>")
    def get_invoice(invoice_id):
        row = find(invoice_id)
        if row is None:
            return not_found()
        invoice = with_total(row)
        items = db().execute("SELECT * FROM items WHERE invoice_id = ? ORDER BY id", (invoice_id,))
        invoice["items"] = [{"id": i["id"], "description": i["description"], "cents": i["cents"]} for i in items]
        attachments = db().execute("SELECT * FROM attachments WHERE invoice_id = ? ORDER BY id", (invoice_id,))
        invoice["attachments"] = [{"id": a["id"], "filename": a["filename"]} for a in attachments]
        return jsonify(invoice)

    @app.patch("/invoices/<int:invoice_id>")
    def update_invoice(invoice_id):
        data = request.get_json()
        if find(invoice_id) is None:
            return not_found()
        for key in ("number", "customer"):
            if key in data:
                db().execute(f"UPDATE invoices SET {key} = ? WHERE id = ?", (data[key], invoice_id))
        db().commit()
        return jsonify(with_total(find(invoice_id)))

    @app.delete("/invoices/<int:invoice_id>")
    def delete_invoice(invoice_id):
        if find(invoice_id) is None:
            return not_found()
        db().execute("DELETE FROM items WHERE invoice_id = ?", (invoice_id,))
        db().execute("DELETE FROM attachments WHERE invoice_id = ?", (invoice_id,))
        db().execute("DELETE FROM invoices WHERE id = ?", (invoice_id,))
        db().commit()
        return "", 204

    @app.patch("/invoices/<int:invoice_id>/items/<int:item_id>")
    def update_item(invoice_id, item_id):
        data = request.get_json()
        if find_item(invoice_id, item_id) is None:
            return not_found()
        for key in ("description", "cents"):
            if key in data:
                db().execute(f"UPDATE items SET {key} = ? WHERE id = ?", (data[key], item_id))
        db().commit()
        item = find_item(invoice_id, item_id)
        return jsonify(id=item["id"], description=item["description"], cents=item["cents"])

    @app.delete("/invoices/<int:invoice_id>/items/<int:item_id>")
    def delete_item(invoice_id, item_id):
        if find_item(invoice_id, item_id) is None:
            return not_found()
        db().execute("DELETE FROM items WHERE id = ?", (item_id,))
        db().commit()
        return "", 204

    @app.get("/attachments/<int:attachment_id>")
    def get_attachment(attachment_id):
        row = db().execute("SELECT content FROM attachments WHERE id = ?", (attachment_id,)).fetchone()
        if row is None:
            return not_found()
        return Response(row["content"], mimetype="application/octet-stream")

    @app.post("/invoices")
    def create_invoice():
        data = request.get_json()
        if "copy_of" in data and find(data["copy_of"]) is None:
            return not_found()
        cursor = db().execute(
            "INSERT INTO invoices (account_id, number, customer) VALUES (?, ?, ?)",
            (int(request.headers["X-Account"]), data["number"], data["customer"]),
        )
        if "copy_of" in data:
            db().execute(
                "INSERT INTO items (invoice_id, description, cents) "
                "SELECT ?, description, cents FROM items WHERE invoice_id = ?",
                (cursor.lastrowid, data["copy_of"]),
            )
        db().commit()
        return jsonify(with_total(find(cursor.lastrowid))), 201

    @app.post("/invoices/<int:invoice_id>/merge")
    def merge(invoice_id):
        ids = request.get_json()["invoices"]
        if any(find(one) is None for one in [invoice_id, *ids]):
            return not_found()
        for one in ids:
            db().execute("UPDATE items SET invoice_id = ? WHERE invoice_id = ?", (invoice_id, one))
            db().execute("UPDATE attachments SET invoice_id = ? WHERE invoice_id = ?", (invoice_id, one))
            db().execute("DELETE FROM invoices WHERE id = ?", (one,))
        db().commit()
        return jsonify(with_total(find(invoice_id)))

    return app
