import sqlite3
from contextlib import closing

FIELDS = "id, customer, note, status, total_cents, placed_on"


def _rows(database, sql, parameters):
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, parameters).fetchall()]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    sql = f"SELECT {FIELDS} FROM orders WHERE merchant_id = ?"
    parameters = [merchant_id]
    if text:
        sql += " AND (instr(lower(customer), lower(?)) > 0 OR instr(lower(note), lower(?)) > 0)"
        parameters += [text, text]
    if statuses:
        sql += " AND status IN (" + ", ".join(["?"] * len(statuses)) + ")"
        parameters += list(statuses)
    sql += f" ORDER BY {sort} {direction}, id LIMIT ?"
    parameters.append(limit)
    return _rows(database, sql, parameters)


def orders_of_same_customer(database, merchant_id, order_id):
    sql = f"""
        SELECT {FIELDS} FROM orders
        WHERE merchant_id = ? AND customer = (SELECT customer FROM orders WHERE id = ? AND merchant_id = ?)
        ORDER BY placed_on DESC, id
    """
    return _rows(database, sql, (merchant_id, order_id, merchant_id))
