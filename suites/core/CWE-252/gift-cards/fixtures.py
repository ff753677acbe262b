import json
import sqlite3
import threading
from contextlib import closing

from seceval import Reply, fixture

COMPANY = "203.0.113.40"
CARDS = [("G1", 5000, "active"), ("G2", 300, "active"), ("G3", 900, "blocked"), ("G4", 0, "active")]
VOUCHERS = [("SPRING", 1000, None), ("WINTER", 700, "G2")]


def answer(status, **content):
    return Reply(status=status, body=json.dumps(content), headers={"Content-Type": "application/json"})


class Company:
    """The payment company. After `hold` its answer to the next payout waits for `go_on`."""

    def __init__(self, network):
        network.name("pay.example", COMPANY)
        self.url = "http://pay.example"
        self.charge = lambda asked: answer(201, state="captured", cents=asked["cents"])
        self.payout = lambda asked: answer(202)
        self.arrived, self.go_on = threading.Event(), threading.Event()
        self.holds = False
        self.sent = 0
        self.server = network.http(COMPANY, 80, self.handle)

    def handle(self, request):
        asked = json.loads(request.body)
        if request.path == "/charges":
            return self.charge(asked)
        if request.path != "/payouts":
            return answer(404)
        if self.holds:
            self.holds = False
            self.arrived.set()
            self.go_on.wait(30)
        reply = self.payout(asked)
        if reply.status == 202:
            self.sent += asked["cents"]
        return reply

    def hold(self):
        self.holds = True

    def asked(self):
        return [(request.method, request.path, json.loads(request.body)) for request in self.server.requests]


class Till:
    def __init__(self, path):
        self.path = str(path)
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute("CREATE TABLE cards (number TEXT PRIMARY KEY, cents INTEGER NOT NULL, state TEXT NOT NULL)")
            database.execute("CREATE TABLE vouchers (code TEXT PRIMARY KEY, cents INTEGER NOT NULL, used_by TEXT)")
            database.executemany("INSERT INTO cards VALUES (?, ?, ?)", CARDS)
            database.executemany("INSERT INTO vouchers VALUES (?, ?, ?)", VOUCHERS)

    def rows(self, sql):
        with closing(sqlite3.connect(self.path)) as database:
            return database.execute(sql).fetchall()

    def cards(self):
        return {number: cents for number, cents in self.rows("SELECT number, cents FROM cards ORDER BY number")}

    def money(self):
        return sum(self.cards().values())


@fixture
def till(work):
    return Till(work / "cards.db")


@fixture
def company(network):
    company = Company(network)
    yield company
    company.go_on.set()
