import sqlite3
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase

FOLD = str.maketrans(ascii_uppercase, ascii_lowercase)
FIELDS = ("id", "customer", "note", "status", "total_cents", "placed_on")


def _orders_of(database, merchant_id):
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute(
            "SELECT id, customer, note, status, total_cents, placed_on FROM orders WHERE merchant_id = ? ORDER BY id",
            (merchant_id,),
        ).fetchall()
    finally:
        connection.close()
    return [dict(zip(FIELDS, row)) for row in rows]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    wanted = text.translate(FOLD)
    found = [
        order
        for order in _orders_of(database, merchant_id)
        if (wanted in order["customer"].translate(FOLD) or wanted in order["note"].translate(FOLD))
        and (not statuses or order["status"] in statuses)
    ]
    found.sort(key=itemgetter(sort), reverse=direction != "asc")
    return found[:limit]


def orders_of_same_customer(database, merchant_id, order_id):
    orders = _orders_of(database, merchant_id)
    customers = {order["customer"] for order in orders if order["id"] == order_id}
    same = [order for order in orders if order["customer"] in customers]
    return sorted(same, key=itemgetter("placed_on"), reverse=True)
