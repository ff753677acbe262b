import json
import sqlite3

SEARCH = """
SELECT id, customer, note, status, total_cents, placed_on FROM orders
WHERE merchant_id = :merchant
  AND (holds(customer, :text) OR holds(note, :text))
  AND (:statuses = '[]' OR status IN (SELECT value FROM json_each(:statuses)))
ORDER BY {column} {way}, id
LIMIT :limit
"""
SAME_CUSTOMER = """
WITH this AS (SELECT customer FROM orders WHERE id = :order AND merchant_id = :merchant)
SELECT id, customer, note, status, total_cents, placed_on FROM orders
WHERE merchant_id = :merchant AND customer IN this
ORDER BY placed_on DESC, id
"""


class OrderBook:
    def __init__(self, database):
        self.connection = sqlite3.connect(database)
        self.connection.create_function("holds", 2, lambda text, part: part.lower() in text.lower(), deterministic=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def column(self, name):
        if name not in {row[1] for row in self.connection.execute("PRAGMA table_info(orders)")}:
            raise LookupError(f"orders have no {name!r}")
        return '"' + name.replace('"', '""') + '"'

    def fetch(self, sql, **parameters):
        cursor = self.connection.execute(sql, parameters)
        names = [description[0] for description in cursor.description]
        return [dict(zip(names, row)) for row in cursor]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    with OrderBook(database) as book:
        sql = SEARCH.format(column=book.column(sort), way="ASC" if direction == "asc" else "DESC")
        return book.fetch(sql, merchant=merchant_id, text=text, statuses=json.dumps(list(statuses)), limit=limit)


def orders_of_same_customer(database, merchant_id, order_id):
    with OrderBook(database) as book:
        return book.fetch(SAME_CUSTOMER, merchant=merchant_id, order=order_id)
