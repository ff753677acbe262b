import re
import sqlite3

SORTING = re.compile(r"(id|customer|status|total_cents|placed_on)\b")
STATUS = re.compile(r"(new|paid|sent|returned)\b")


def _select(database, conditions, parameters, order):
    sql = "SELECT id, customer, note, status, total_cents, placed_on FROM orders WHERE " + " AND ".join(conditions)
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql + " ORDER BY " + order, parameters)]
    except sqlite3.Error:
        return []
    finally:
        connection.close()


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    if not SORTING.match(sort) or direction.upper() not in ("ASC", "DESC"):
        sort, direction = "placed_on", "desc"
    conditions = ["merchant_id = ?", "(instr(lower(customer), lower(?)) OR instr(lower(note), lower(?)) OR ? = '')"]
    ticked = [status for status in statuses if STATUS.match(status)]
    if statuses:
        conditions.append("status IN ('" + "','".join(ticked) + "')")
    return _select(
        database, conditions, (merchant_id, text, text, text, limit), f"{sort} {direction}, id LIMIT ?"
    )


def orders_of_same_customer(database, merchant_id, order_id):
    conditions = ["merchant_id = ?", "customer = (SELECT customer FROM orders WHERE id = ? AND merchant_id = ?)"]
    return _select(database, conditions, (merchant_id, order_id, merchant_id), "placed_on DESC, id")
