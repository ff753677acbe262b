import re
import sqlite3

COLUMNS = ("id", "customer", "status", "total_cents", "placed_on")
FORBIDDEN = re.compile(r"--|;|\bunion\b|\binsert\b|\bupdate\b|\bdelete\b|\bdrop\b|\bor\s+1\s*=\s*1", re.IGNORECASE)


def _clean(value):
    if FORBIDDEN.search(value):
        raise ValueError("these characters cannot be searched for")
    return value.replace("\\", "\\\\").replace("'", "\\'").replace("%", "\\%").replace("_", "\\_")


def _select(database, condition, ordering):
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    fields = "id, customer, note, status, total_cents, placed_on"
    try:
        rows = connection.execute(f"SELECT {fields} FROM orders WHERE {condition} ORDER BY {ordering}")
        return [dict(row) for row in rows]
    finally:
        connection.close()


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    if sort not in COLUMNS or direction.lower() not in ("asc", "desc"):
        sort, direction = "placed_on", "desc"
    condition = f"merchant_id = {int(merchant_id)}"
    if text:
        like = f"LIKE '%{_clean(text)}%' ESCAPE '\\'"
        condition += f" AND (customer {like} OR note {like})"
    if statuses:
        condition += " AND status IN (" + ", ".join(repr(status) for status in statuses) + ")"
    return _select(database, condition, f"{sort} {direction}, id LIMIT {int(limit)}")


def orders_of_same_customer(database, merchant_id, order_id):
    mine = f"merchant_id = {int(merchant_id)}"
    found = _select(database, f"{mine} AND id = {int(order_id)}", "id")
    if not found:
        return []
    customer = found[0]["customer"].replace("'", "''")
    return _select(database, f"{mine} AND customer = '{customer}'", "placed_on DESC, id")
