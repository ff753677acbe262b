import sqlite3
from dataclasses import dataclass


class NotAllowed(PermissionError):
    pass


@dataclass
class Snapshot:
    """Everything that decides about one payment, read within the transaction that uses it."""

    payment: sqlite3.Row
    active: set
    treasurers: set
    limits: dict
    substitutes: set
    given: list

    def reason_against(self, user, name):
        payment = self.payment
        checks = [
            (payment["status"] == "open", "the payment is closed"),
            ({user, name} <= self.active, "somebody is not active"),
            (payment["requester"] not in (user, name), "this is the requester's own payment"),
            (user == name or (name, user) in self.substitutes, f"{user} is no substitute of {name} today"),
            (self.limits.get((name, payment["centre"]), -1) >= payment["cents"], f"{name} has no such right"),
            (user not in [row["acting"] for row in self.given], f"{user} has approved this payment"),
            (name not in [row["approver"] for row in self.given], f"{name} has approved this payment"),
        ]
        return next((message for holds, message in checks if not holds), None)


class Desk:
    def __init__(self, database, user):
        self.database, self.user = database, user

    def _transaction(self, work):
        db = sqlite3.connect(self.database, isolation_level=None)
        db.row_factory = sqlite3.Row
        try:
            db.execute("BEGIN IMMEDIATE")
            result = work(db)
            db.execute("COMMIT")
            return result
        finally:
            db.close()

    def _look(self, db, payment, today=""):
        row = db.execute("SELECT * FROM payments WHERE id = ?", (payment,)).fetchone()
        if row is None:
            raise LookupError(f"payment {payment}")
        users = db.execute("SELECT * FROM users").fetchall()
        delegations = db.execute("SELECT * FROM delegations WHERE starts <= ? AND ends >= ?", (today, today))
        return Snapshot(
            payment=row,
            active={user["name"] for user in users if user["active"]},
            treasurers={user["name"] for user in users if user["treasurer"]},
            limits={(one["approver"], one["centre"]): one["limit_cents"] for one in db.execute("SELECT * FROM rights")},
            substitutes={(one["approver"], one["substitute"]) for one in delegations},
            given=db.execute("SELECT * FROM approvals WHERE payment_id = ?", (payment,)).fetchall(),
        )

    def _must_be_active(self, db, *names):
        for name in names:
            if not db.execute("SELECT 1 FROM users WHERE name = ? AND active = 1", (name,)).fetchall():
                raise NotAllowed(f"{name} is not active")

    def request(self, centre, payee, iban, cents):
        def work(db):
            self._must_be_active(db, self.user)
            values = (self.user, centre, payee, iban, cents, "open")
            columns = "requester, centre, payee, iban, cents, status"
            return db.execute(f"INSERT INTO payments ({columns}) VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid

        return self._transaction(work)

    def change(self, payment, changes):
        def work(db):
            seen = self._look(db, payment).payment
            self._must_be_active(db, self.user)
            if (seen["requester"], seen["status"]) != (self.user, "open"):
                raise NotAllowed("only the requester, and only while it is open")
            new = {**seen, **{key: changes[key] for key in changes if key in ("centre", "payee", "iban", "cents")}}
            db.execute("UPDATE payments SET centre = :centre, payee = :payee, iban = :iban, cents = :cents WHERE id = :id", new)
            db.execute("DELETE FROM approvals WHERE payment_id = :id", new)

        self._transaction(work)

    def names_for(self, payment, today):
        seen = self._transaction(lambda db: self._look(db, payment, today))
        return sorted(name for name in seen.active if seen.reason_against(self.user, name) is None)

    def approve(self, payment, today, name=None):
        name = name or self.user

        def work(db):
            seen = self._look(db, payment, today)
            reason = seen.reason_against(self.user, name)
            if reason is not None:
                raise NotAllowed(reason)
            db.execute("INSERT INTO approvals (payment_id, approver, acting) VALUES (?, ?, ?)", (payment, name, self.user))
            return len(seen.given) + 1

        return self._transaction(work)

    def pay(self, payment):
        def work(db):
            seen = self._look(db, payment)
            row = seen.payment
            if self.user not in seen.active & seen.treasurers:
                raise NotAllowed(f"{self.user} is no treasurer")
            if row["status"] != "open" or len(seen.given) < (1 if row["cents"] <= 50_000 else 2):
                raise NotAllowed("closed already, or not approved by enough people")
            db.execute("UPDATE payments SET status = 'paid' WHERE id = ?", (payment,))
            return {key: row[key] for key in ("payee", "iban", "cents")}

        return self._transaction(work)

    def delegate(self, substitute, starts, ends):
        def work(db):
            self._must_be_active(db, self.user, substitute)
            if substitute == self.user:
                raise NotAllowed("nobody is their own substitute")
            values = (self.user, substitute, starts, ends)
            return db.execute(
                "INSERT INTO delegations (approver, substitute, starts, ends) VALUES (?, ?, ?, ?)", values
            ).lastrowid

        return self._transaction(work)

    def end_delegation(self, delegation):
        def work(db):
            row = db.execute("SELECT * FROM delegations WHERE id = ?", (delegation,)).fetchone()
            if row is None:
                raise LookupError(f"delegation {delegation}")
            self._must_be_active(db, self.user)
            if row["approver"] != self.user:
                raise NotAllowed("the delegation of somebody else")
            db.execute("DELETE FROM delegations WHERE id = ?", (delegation,))

        self._transaction(work)
