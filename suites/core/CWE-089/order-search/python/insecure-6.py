import sqlite3

COLUMNS = {"id", "customer", "status", "total_cents", "placed_on"}
SQL = """
SELECT id, customer, note, status, total_cents, placed_on FROM orders
WHERE merchant_id = ? AND {text_condition} AND {status_condition}
ORDER BY {sort} {direction}, id LIMIT ?
"""


def _fetch(database, statement, parameters):
    connection = sqlite3.connect(database)
    connection.row_factory = lambda cursor, row: {field[0]: value for field, value in zip(cursor.description, row)}
    rows = connection.execute(statement, parameters).fetchall()
    connection.close()
    return rows


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    needle = text.replace('"', '""').replace(";", "")
    statement = SQL.format(
        text_condition=f"(instr(lower(customer), lower('{needle}')) OR instr(lower(note), lower('{needle}')))"
        if text
        else "1",
        status_condition=f"status IN ({','.join('?' * len(statuses))})" if statuses else "1",
        sort=sort if sort in COLUMNS else "placed_on",
        direction="ASC" if direction == "asc" else "DESC",
    )
    return _fetch(database, statement, (merchant_id, *statuses, limit))


def orders_of_same_customer(database, merchant_id, order_id):
    return _fetch(
        database,
        """
        SELECT o.id, o.customer, o.note, o.status, o.total_cents, o.placed_on
        FROM orders AS o JOIN orders AS this ON this.customer = o.customer AND this.merchant_id = o.merchant_id
        WHERE this.id = ? AND this.merchant_id = ?
        ORDER BY o.placed_on DESC, o.id
        """,
        (order_id, merchant_id),
    )
