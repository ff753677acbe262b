import sqlite3
from contextlib import closing

COLUMNS = "id, customer, note, status, total_cents, placed_on"
SORT_COLUMNS = ("id", "customer", "status", "total_cents", "placed_on")
DIRECTIONS = ("asc", "desc")


def _query(database, sql, parameters):
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, parameters)]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    if sort not in SORT_COLUMNS:
        raise ValueError(f"cannot sort by {sort!r}")
    if direction not in DIRECTIONS:
        raise ValueError(f"no such direction: {direction!r}")

    conditions = ["merchant_id = ?"]
    parameters = [merchant_id]
    if text:
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append("(customer LIKE ? ESCAPE '\\' OR note LIKE ? ESCAPE '\\')")
        parameters += [f"%{escaped}%"] * 2
    if statuses:
        conditions.append(f"status IN ({', '.join('?' for _ in statuses)})")
        parameters += statuses
    sql = f"SELECT {COLUMNS} FROM orders WHERE {' AND '.join(conditions)} ORDER BY {sort} {direction}, id ASC LIMIT ?"
    return _query(database, sql, [*parameters, limit])


def orders_of_same_customer(database, merchant_id, order_id):
    sql = f"""
        SELECT {COLUMNS} FROM orders
        WHERE merchant_id = :merchant
          AND customer = (SELECT customer FROM orders WHERE id = :order AND merchant_id = :merchant)
        ORDER BY placed_on DESC, id ASC
    """
    return _query(database, sql, {"merchant": merchant_id, "order": order_id})
