import sqlite3

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request

api = Blueprint("api", __name__)


def run(sql, *values):
    db = sqlite3.connect(current_app.config["DATABASE"])
    db.row_factory = sqlite3.Row
    try:
        with db:
            cursor = db.execute(sql, values)
            rows = [dict(row) for row in cursor]
            return rows or cursor.lastrowid if sql.startswith("INSERT") else rows
    finally:
        db.close()


def account():
    return int(request.headers["X-Account"])


def load(invoice_id):
    rows = run("SELECT * FROM invoices WHERE id = ? AND account_id = ?", invoice_id, account())
    if not rows:
        abort(404)
    row = rows[0]
    items = run("SELECT id, description, cents FROM items WHERE invoice_id = ? ORDER BY id", invoice_id)
    total = sum(item["cents"] for item in items)
    return {"id": row["id"], "number": row["number"], "customer": row["customer"], "total": total, "items": items}


def summary(invoice_id):
    invoice = load(invoice_id)
    invoice.pop("items")
    return invoice


def load_item(invoice_id, item_id):
    for item in load(invoice_id)["items"]:
        if item["id"] == item_id:
            return item
    abort(404)


@api.get("/invoices")
def index():
    rows = run("SELECT id FROM invoices WHERE account_id = ? ORDER BY id", account())
    ids = [row["id"] for row in rows]
    if "ids" in request.args:
        chosen = request.args["ids"].split(",")
        ids = [number for number in ids if str(number) in chosen]
    return jsonify([summary(number) for number in ids])


@api.get("/invoices/<int:invoice_id>")
def show(invoice_id):
    attachments = run("SELECT id, filename FROM attachments WHERE invoice_id = ? ORDER BY id", invoice_id)
    return jsonify({**load(invoice_id), "attachments": attachments})


@api.patch("/invoices/<int:invoice_id>")
def update(invoice_id):
    body = request.get_json()
    for column in ("number", "customer"):
        if column in body:
            run(f"UPDATE invoices SET {column} = ? WHERE id = ?", body[column], invoice_id)
    return jsonify(summary(invoice_id))


@api.delete("/invoices/<int:invoice_id>")
def delete(invoice_id):
    run("DELETE FROM items WHERE invoice_id = ?", invoice_id)
    run("DELETE FROM attachments WHERE invoice_id = ?", invoice_id)
    load(invoice_id)
    run("DELETE FROM invoices WHERE id = ?", invoice_id)
    return "", 204


@api.patch("/invoices/<int:invoice_id>/items/<int:item_id>")
def update_item(invoice_id, item_id):
    body = request.get_json()
    for column in ("description", "cents"):
        if column in body:
            run(f"UPDATE items SET {column} = ? WHERE id = ? AND invoice_id = ?", body[column], item_id, invoice_id)
    return jsonify(load_item(invoice_id, item_id))


@api.delete("/invoices/<int:invoice_id>/items/<int:item_id>")
def delete_item(invoice_id, item_id):
    load_item(invoice_id, item_id)
    run("DELETE FROM items WHERE id = ?", item_id)
    return "", 204


@api.get("/attachments/<int:attachment_id>")
def attachment(attachment_id):
    found = run("SELECT invoice_id, content FROM attachments WHERE id = ?", attachment_id)
    if not found:
        abort(404)
    load(found[0]["invoice_id"])
    return Response(found[0]["content"], mimetype="application/octet-stream")


@api.post("/invoices")
def create():
    body = request.get_json()
    items = load(body["copy_of"])["items"] if body.get("copy_of") else []
    sql = "INSERT INTO invoices (account_id, number, customer) VALUES (?, ?, ?)"
    invoice_id = run(sql, account(), body["number"], body["customer"])
    for item in items:
        sql = "INSERT INTO items (invoice_id, description, cents) VALUES (?, ?, ?)"
        run(sql, invoice_id, item["description"], item["cents"])
    return jsonify(summary(invoice_id)), 201


@api.post("/invoices/<int:invoice_id>/merge")
def merge(invoice_id):
    others = [load(other)["id"] for other in request.get_json()["invoices"]]
    for other in others:
        run("UPDATE items SET invoice_id = ? WHERE invoice_id = ?", invoice_id, other)
        run("UPDATE attachments SET invoice_id = ? WHERE invoice_id = ?", invoice_id, other)
        run("DELETE FROM invoices WHERE id = ?", other)
    return jsonify(summary(invoice_id))


def create_app(database_path):
    app = Flask(__name__)
    app.config["DATABASE"] = database_path
    app.register_blueprint(api)
    return app
