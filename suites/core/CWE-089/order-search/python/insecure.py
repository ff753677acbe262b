import sqlite3

COLUMNS = ["id", "customer", "note", "status", "total_cents", "placed_on"]


def _query(database, sql):
    connection = sqlite3.connect(database)
    try:
        return [dict(zip(COLUMNS, row)) for row in connection.execute(sql)]
    finally:
        connection.close()


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    where = f"merchant_id = {merchant_id}"
    if text:
        pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where += f" AND (customer LIKE '%{pattern}%' ESCAPE '\\' OR note LIKE '%{pattern}%' ESCAPE '\\')"
    if statuses:
        ticked = "', '".join(statuses)
        where += f" AND status IN ('{ticked}')"
    return _query(
        database,
        f"""
        SELECT {", ".join(COLUMNS)} FROM orders
        WHERE {where}
        ORDER BY {sort} {direction}, id
        LIMIT {limit}
        """,
    )


def orders_of_same_customer(database, merchant_id, order_id):
    found = _query(
        database,
        f"""
        SELECT {", ".join(COLUMNS)} FROM orders
        WHERE merchant_id = {merchant_id} AND id = {order_id}
        """,
    )
    if not found:
        return []
    customer = found[0]["customer"]
    return _query(
        database,
        f"""
        SELECT {", ".join(COLUMNS)} FROM orders
        WHERE merchant_id = {merchant_id} AND customer = '{customer}'
        ORDER BY placed_on DESC, id
        """,
    )
