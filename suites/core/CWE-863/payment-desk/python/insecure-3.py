import sqlite3
from contextlib import closing, contextmanager

FIELDS = ("centre", "payee", "iban", "cents")


class Desk:
    def __init__(self, database, user):
        self.database = database
        self.user = user

    @contextmanager
    def _open(self):
        with closing(sqlite3.connect(self.database)) as db:
            db.row_factory = sqlite3.Row
            with db:
                db.execute("BEGIN IMMEDIATE")
                self._require(self._active(db, self.user), f"{self.user} is not active")
                yield db

    def _active(self, db, name):
        return db.execute("SELECT 1 FROM users WHERE name = ? AND active", (name,)).fetchone() is not None

    def _require(self, condition, message="not allowed"):
        if not condition:
            raise PermissionError(message)

    def _payment(self, db, number):
        row = db.execute("SELECT * FROM payments WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"no payment {number}")
        return row

    def _approvers(self, db, today):
        """The user and those whose substitute the user is."""
        rows = db.execute(
            "SELECT approver FROM delegations WHERE substitute = ? AND ? BETWEEN starts AND ends", (self.user, today)
        )
        return {self.user} | {row["approver"] for row in rows}

    def _names(self, db, payment, today):
        if payment["status"] != "open" or payment["requester"] == self.user:
            return []
        rows = db.execute(
            "SELECT approver FROM rights WHERE centre = ? AND limit_cents >= ?", (payment["centre"], payment["cents"])
        )
        names = {row["approver"] for row in rows} & self._approvers(db, today)
        names = {name for name in names if name != payment["requester"] and self._active(db, name)}
        for row in db.execute("SELECT * FROM approvals WHERE payment_id = ?", (payment["id"],)).fetchall():
            if row["acting"] == self.user:
                return []
            names.discard(row["approver"])
        return sorted(names)

    def _may(self, db, payment, wanted):
        today, name = wanted
        if payment["status"] != "open" or self.user == payment["requester"] or name == payment["requester"]:
            return False
        if name not in self._approvers(db, today) or not self._active(db, name):
            return False
        given = db.execute("SELECT * FROM approvals WHERE payment_id = ?", (payment["id"],)).fetchall()
        if any(row["acting"] == self.user or row["approver"] == name for row in given):
            return False
        sql = "SELECT max(limit_cents) FROM rights WHERE centre = ? AND approver IN (?, ?)"
        limit = db.execute(sql, (payment["centre"], name, self.user)).fetchone()[0]
        return limit is not None and limit >= payment["cents"]

    def request(self, centre, payee, iban, cents):
        with self._open() as db:
            sql = "INSERT INTO payments (requester, centre, payee, iban, cents, status) VALUES (?, ?, ?, ?, ?, 'open')"
            return db.execute(sql, (self.user, centre, payee, iban, cents)).lastrowid

    def change(self, payment, changes):
        with self._open() as db:
            row = self._payment(db, payment)
            self._require(row["requester"] == self.user and row["status"] == "open")
            for field in FIELDS:
                if field in changes:
                    db.execute(f"UPDATE payments SET {field} = ? WHERE id = ?", (changes[field], payment))
            db.execute("DELETE FROM approvals WHERE payment_id = ?", (payment,))

    def names_for(self, payment, today):
        with self._open() as db:
            return self._names(db, self._payment(db, payment), today)

    def approve(self, payment, today, name=None):
        with self._open() as db:
            row = self._payment(db, payment)
            self._require(self._may(db, row, (today, name or self.user)))
            db.execute("INSERT INTO approvals VALUES (?, ?, ?)", (payment, name or self.user, self.user))
            return db.execute("SELECT count(*) FROM approvals WHERE payment_id = ?", (payment,)).fetchone()[0]

    def pay(self, payment):
        with self._open() as db:
            row = self._payment(db, payment)
            given = db.execute("SELECT count(*) FROM approvals WHERE payment_id = ?", (payment,)).fetchone()[0]
            needed = 1 if row["cents"] <= 50_000 else 2
            treasurer = db.execute("SELECT treasurer FROM users WHERE name = ?", (self.user,)).fetchone()[0]
            self._require(treasurer and row["status"] == "open" and given >= needed)
            db.execute("UPDATE payments SET status = 'paid' WHERE id = ?", (payment,))
            return {"payee": row["payee"], "iban": row["iban"], "cents": row["cents"]}

    def delegate(self, substitute, starts, ends):
        with self._open() as db:
            self._require(substitute != self.user and self._active(db, substitute))
            sql = "INSERT INTO delegations (approver, substitute, starts, ends) VALUES (?, ?, ?, ?)"
            return db.execute(sql, (self.user, substitute, starts, ends)).lastrowid

    def end_delegation(self, delegation):
        with self._open() as db:
            row = db.execute("SELECT approver FROM delegations WHERE id = ?", (delegation,)).fetchone()
            if row is None:
                raise LookupError(f"no delegation {delegation}")
            self._require(row["approver"] == self.user)
            db.execute("DELETE FROM delegations WHERE id = ?", (delegation,))
