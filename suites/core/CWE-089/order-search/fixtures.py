import re
import sqlite3

from seceval import Payload, fixture

ADA = 1
BEN = 2

ORDERS = [
    # id, merchant, customer, note, status, total_cents, placed_on
    (1, ADA, "Ines Duarte", "", "new", 4200, "2024-05-03"),
    (2, ADA, "Tomasz Wolny", "Leave it with the neighbour", "paid", 1999, "2024-05-01"),
    (3, BEN, "Ines Duarte", "second floor", "paid", 88000, "2024-05-02"),
    (4, ADA, "Ines Duarte", "Gift: 100% wool", "sent", 1999, "2024-05-03"),
    (5, BEN, "Kwame Boateng", "ring twice", "new", 700, "2024-04-30"),
    (6, ADA, "Mei_Lin", "", "returned", 12500, "2024-04-28"),
    (7, ADA, "Mei2Lin", "gift", "paid", 4200, "2024-05-04"),
    (8, BEN, "Yusuf Demir", "", "sent", 3100, "2024-05-05"),
    (9, ADA, "Oleg", r"back\slash", "new", 50, "2024-05-02"),
]
ORDERS_OF_ADA = {order[0] for order in ORDERS if order[1] == ADA}
ACCOUNTS = {ADA: "PT50002700000001234567833", BEN: "DE02120300000000202051"}


def create_shop(path, orders):
    connection = sqlite3.connect(path)
    connection.executescript("""
        CREATE TABLE merchants (id INTEGER PRIMARY KEY, name TEXT NOT NULL, payout_account TEXT NOT NULL);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, merchant_id INTEGER NOT NULL REFERENCES merchants (id),
          customer TEXT NOT NULL, note TEXT NOT NULL, status TEXT NOT NULL, total_cents INTEGER NOT NULL,
          placed_on TEXT NOT NULL);
    """)
    merchants = [(ADA, "Ada's Yarns", ACCOUNTS[ADA]), (BEN, "Ben's Boots", ACCOUNTS[BEN])]
    connection.executemany("INSERT INTO merchants VALUES (?, ?, ?)", merchants)
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?)", orders)
    connection.commit()
    connection.close()
    return path


@fixture
def shop(work):
    return str(create_shop(work / "shop.db", ORDERS))


def ids(orders):
    return [order["id"] for order in orders]


def with_twin(value):
    """A payload beside the same text in which nothing has a meaning to SQL."""
    return Payload(value, twin=re.sub(r"[^\w ]", "x", value))
