import sqlite3

from seceval import fixture

TABLES = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL, display_name TEXT NOT NULL, phone TEXT NOT NULL,
  newsletter INTEGER NOT NULL, credit_cents INTEGER NOT NULL, role TEXT NOT NULL);
CREATE TABLE addresses (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL,
  delivery_zone TEXT);
CREATE TABLE products (name TEXT PRIMARY KEY, cents INTEGER NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL,
  note TEXT NOT NULL, price_cents INTEGER NOT NULL, status TEXT NOT NULL);
"""
ADA, BEN = 1, 2
ROWS = {
    "customers": [
        (ADA, "ada@mail.example", "Ada", "", 1, 500, "customer"),
        (BEN, "ben@mail.example", "Ben", "0123", 0, 20, "customer"),
    ],
    "addresses": [
        (3, ADA, "Mill Lane 1", "Porto", "B"),
        (4, BEN, "Quay 7", "Porto", "A"),
        (5, ADA, "Hill 2", "Braga", None),
    ],
    "products": [("cake", 2400), ("rye", 390)],
    "orders": [
        (9, ADA, "rye", 2, "sliced", 780, "new"),
        (10, ADA, "cake", 1, "", 2400, "delivered"),
        (11, BEN, "rye", 1, "", 390, "new"),
    ],
}
PROFILE = {
    "id": 1,
    "email": "ada@mail.example",
    "displayName": "Ada",
    "phone": "",
    "newsletter": True,
    "creditCents": 500,
    "role": "customer",
    "addresses": [
        {"id": 3, "street": "Mill Lane 1", "city": "Porto", "deliveryZone": "B"},
        {"id": 5, "street": "Hill 2", "city": "Braga", "deliveryZone": None},
    ],
}
ORDER = {"id": 9, "product": "rye", "quantity": 2, "note": "sliced", "priceCents": 780, "status": "new"}


class Rows:
    def __init__(self, path):
        self.path = path

    def all(self):
        """Each table's rows, as they are stored."""
        connection = sqlite3.connect(self.path)
        try:
            return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ROWS}
        finally:
            connection.close()

    def of(self, table):
        return self.all()[table]


@fixture
def rows(work):
    path = str(work / "bakery.db")
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(TABLES)
        for table, found in ROWS.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
    connection.close()
    return Rows(path)


@fixture
def ada(solution, web, rows):
    client = web(solution.create_app(rows.path))

    def request(method, path, body=None, customer=ADA, **options):
        return client.request(method, path, json=body, headers={"X-Customer": str(customer)}, **options)

    return request
