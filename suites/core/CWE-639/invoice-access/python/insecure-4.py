import sqlite3
from functools import wraps

from flask import Flask, Response, jsonify, request

INVOICE_COLUMNS = ("account_id", "number", "customer")
ITEM_COLUMNS = ("invoice_id", "description", "cents")


class NotFound(Exception):
    pass


class Store:
    def __init__(self, path, account):
        self.account = account
        self.db = sqlite3.connect(path)
        self.db.row_factory = sqlite3.Row

    def query(self, sql, *values):
        return [dict(row) for row in self.db.execute(sql, values)]

    def invoices(self):
        rows = self.query("SELECT * FROM invoices WHERE account_id = ? ORDER BY id", self.account)
        for row in rows:
            row["items"] = self.query("SELECT * FROM items WHERE invoice_id = ? ORDER BY id", row["id"])
            row["attachments"] = self.query("SELECT * FROM attachments WHERE invoice_id = ? ORDER BY id", row["id"])
        return rows

    def invoice(self, number):
        for invoice in self.invoices():
            if str(invoice["id"]) == str(number):
                return invoice
        raise NotFound

    def item(self, invoice, number):
        for item in self.invoice(invoice)["items"]:
            if item["id"] == number:
                return item
        raise NotFound

    def update(self, table, columns, number, body):
        changes = {key: value for key, value in body.items() if key in columns}
        if changes:
            settings = ", ".join(f"{column} = ?" for column in changes)
            self.db.execute(f"UPDATE {table} SET {settings} WHERE id = ?", (*changes.values(), number))

    def insert(self, table, record):
        columns = ", ".join(record)
        marks = ", ".join("?" for _ in record)
        return self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(record.values())).lastrowid


def short(invoice):
    total = sum(item["cents"] for item in invoice["items"])
    return {"id": invoice["id"], "number": invoice["number"], "customer": invoice["customer"], "total": total}


def item_view(item):
    return {key: item[key] for key in ("id", "description", "cents")}


def create_app(database_path):
    app = Flask(__name__)

    @app.errorhandler(NotFound)
    def missing(error):
        return jsonify(error="not found"), 404

    def with_store(view):
        @wraps(view)
        def wrapped(**arguments):
            store = Store(database_path, int(request.headers["X-Account"]))
            try:
                with store.db:
                    return view(store, **arguments)
            finally:
                store.db.close()

        return wrapped

    @app.get("/invoices")
    @with_store
    def index(store):
        invoices = [short(invoice) for invoice in store.invoices()]
        if request.args.get("ids"):
            ids = request.args["ids"].split(",")
            invoices = [invoice for invoice in invoices if str(invoice["id"]) in ids]
        return jsonify(invoices)

    @app.get("/invoices/<int:number>")
    @with_store
    def show(store, number):
        invoice = store.invoice(number)
        papers = [{"id": paper["id"], "filename": paper["filename"]} for paper in invoice["attachments"]]
        return {**short(invoice), "items": [item_view(item) for item in invoice["items"]], "attachments": papers}

    @app.patch("/invoices/<int:number>")
    @with_store
    def change(store, number):
        before = store.invoice(number)
        store.update("invoices", INVOICE_COLUMNS, number, request.get_json())
        return short({**before, **{key: value for key, value in request.get_json().items() if key in ("number", "customer")}})

    @app.delete("/invoices/<int:number>")
    @with_store
    def delete(store, number):
        store.invoice(number)
        store.db.execute("DELETE FROM items WHERE invoice_id = ?", (number,))
        store.db.execute("DELETE FROM attachments WHERE invoice_id = ?", (number,))
        store.db.execute("DELETE FROM invoices WHERE id = ?", (number,))
        return "", 204

    @app.patch("/invoices/<int:number>/items/<int:item>")
    @with_store
    def change_item(store, number, item):
        before = store.item(number, item)
        store.update("items", ITEM_COLUMNS, item, request.get_json())
        return item_view({**before, **request.get_json(), "id": item})

    @app.delete("/invoices/<int:number>/items/<int:item>")
    @with_store
    def delete_item(store, number, item):
        store.item(number, item)
        store.db.execute("DELETE FROM items WHERE id = ?", (item,))
        return "", 204

    @app.get("/attachments/<int:number>")
    @with_store
    def attachment(store, number):
        for invoice in store.invoices():
            for paper in invoice["attachments"]:
                if paper["id"] == number:
                    return Response(paper["content"], mimetype="application/octet-stream")
        raise NotFound

    @app.post("/invoices")
    @with_store
    def create(store):
        body = request.get_json()
        template = store.invoice(body["copy_of"]) if body.get("copy_of") else {"items": []}
        record = {"account_id": store.account}
        record.update((key, body[key]) for key in INVOICE_COLUMNS if key in body)
        number = store.insert("invoices", record)
        for item in template["items"]:
            store.insert("items", {**item, "id": None, "invoice_id": number})
        return {**short({**record, "id": number, "items": template["items"]})}, 201

    @app.post("/invoices/<int:number>/merge")
    @with_store
    def merge(store, number):
        store.invoice(number)
        others = [store.invoice(other)["id"] for other in request.get_json()["invoices"]]
        for other in others:
            store.db.execute("UPDATE items SET invoice_id = ? WHERE invoice_id = ?", (number, other))
            store.db.execute("UPDATE attachments SET invoice_id = ? WHERE invoice_id = ?", (number, other))
            store.db.execute("DELETE FROM invoices WHERE id = ?", (other,))
        return short(store.invoice(number))

    return app
