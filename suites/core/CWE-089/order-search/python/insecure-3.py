import sqlite3
from contextlib import closing

FIELDS = "id, customer, note, status, total_cents, placed_on"


def _like(text):
    for special in "\\%_":
        text = text.replace(special, "\\" + special)
    return f"%{text}%"


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    if direction not in ("asc", "desc"):
        direction = "desc"
    where, values = ["merchant_id = :merchant"], {"merchant": merchant_id, "text": _like(text), "limit": limit}
    where.append(r"(customer LIKE :text ESCAPE '\' OR note LIKE :text ESCAPE '\')")
    if statuses:
        for number, status in enumerate(statuses):
            values[f"status{number}"] = status
        where.append(f"status IN ({', '.join(f':status{number}' for number in range(len(statuses)))})")
    sql = f'SELECT {FIELDS} FROM orders WHERE {" AND ".join(where)} ORDER BY "{sort}" {direction}, id LIMIT :limit'
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def orders_of_same_customer(database, merchant_id, order_id):
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        order = connection.execute(
            "SELECT customer FROM orders WHERE id = ? AND merchant_id = ?", (order_id, merchant_id)
        ).fetchone()
        if order is None:
            return []
        rows = connection.execute(
            f"SELECT {FIELDS} FROM orders WHERE merchant_id = ? AND customer = ? ORDER BY placed_on DESC, id",
            (merchant_id, order["customer"]),
        )
        return [dict(row) for row in rows]
