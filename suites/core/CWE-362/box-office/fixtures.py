import json
import os
import sqlite3
import threading

from seceval import Reply, fixture

TABLES = """
CREATE TABLE vouchers (code TEXT PRIMARY KEY, cents INTEGER NOT NULL);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  cents INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  voucher TEXT,
  voucher_cents INTEGER NOT NULL DEFAULT 0,
  charge TEXT
);
INSERT INTO vouchers VALUES ('SPRING', 1500), ('GALA', 9000), ('EMPTY', 0);
INSERT INTO orders (id, cents) VALUES (1, 4000), (2, 5000), (3, 2500);
INSERT INTO orders VALUES (4, 3000, 'paid', 'SPRING', 800, 'ch-old'), (5, 700, 'refunded', NULL, 0, 'ch-older');
"""
# Long beside what a request takes, short beside a hang: for applications that let the second request wait.
PATIENCE = 4


class Bank:
    """The payment service. `meanwhile` runs while its first answer is held back, as long as it does not wait for it."""

    def __init__(self, network):
        self.statuses = {"/pay/charges": 201, "/pay/refunds": 201}
        self.calls = []
        self.money = 2200  # what order 4 was charged
        self.meanwhile = None
        self.waited = False
        self.pending = []
        self._lock = threading.Lock()
        self.url = network.http("198.51.100.20", 80, self.answer).url + "/pay"

    def let(self, action):
        """Runs it as far as it comes by itself, and at most for a while; says whether it came to its end."""
        other = threading.Thread(target=action, daemon=True)
        self.pending.append(other)
        other.start()
        other.join(PATIENCE)
        return not other.is_alive()

    def answer(self, request):
        body = json.loads(request.body)
        with self._lock:
            self.calls.append((request.path.removeprefix("/pay/"), body))
            action, self.meanwhile = self.meanwhile, None
            name = f"ch-{len(self.calls)}"
        if action is not None:
            self.waited = not self.let(action)
        status = self.statuses[request.path]
        if status == 201:
            with self._lock:
                self.money += body["cents"] if request.path == "/pay/charges" else -body["cents"]
        return Reply(status, json.dumps({"charge": name}), {"Content-Type": "application/json"})

    def finish(self):
        for other in self.pending:
            other.join(PATIENCE * 5)


class Theatre:
    def __init__(self, path, bank):
        self.path, self.bank = str(path), bank
        with sqlite3.connect(path) as connection:
            connection.executescript(TABLES)
        connection.close()
        self.on_vouchers = self.query("SELECT sum(cents) FROM vouchers")[0][0] + 800

    def query(self, sql, *values):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def sell(self, number):
        """Two more orders, and a voucher that is less than either; returns their numbers and its code."""
        orders, code = (100 + number, 200 + number), f"GIFT-{number}"
        with sqlite3.connect(self.path) as connection:
            connection.execute("INSERT INTO vouchers VALUES (?, 1500)", (code,))
            connection.executemany("INSERT INTO orders (id, cents) VALUES (?, 2500)", [(order,) for order in orders])
        connection.close()
        self.on_vouchers += 1500
        return orders, code

    def was_read(self):
        """Whether anybody has read in the file since this was asked last."""
        found = os.stat(self.path)
        os.utime(self.path, ns=(0, found.st_mtime_ns))
        return found.st_atime_ns != 0

    def is_free(self):
        """Whether nobody is reading or writing."""
        connection = sqlite3.connect(self.path, timeout=0)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            return True
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()

    def left(self, code):
        return self.query("SELECT cents FROM vouchers WHERE code = ?", code)[0][0]

    def order(self, number):
        return self.query("SELECT cents, status, voucher_cents FROM orders WHERE id = ?", number)[0]

    def books(self):
        """What came in by card and voucher, and what the orders that are paid cost."""
        taken = self.on_vouchers - self.query("SELECT sum(cents) FROM vouchers")[0][0]
        cost = self.query("SELECT coalesce(sum(cents), 0) FROM orders WHERE status = 'paid'")[0][0]
        return {"came in": self.bank.money + taken, "cost": cost}


@fixture
def bank(network):
    made = Bank(network)
    yield made
    made.finish()


@fixture
def theatre(work, bank):
    return Theatre(work / "box-office.db", bank)


@fixture
def client(solution, web, theatre, bank):
    return web(solution.create_app(theatre.path, bank.url))
