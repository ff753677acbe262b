from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

# In whose name (:user) may approve (:payment) on (:today), as things stand now.
NAMES = text("""
SELECT a.name FROM payments p
JOIN rights r ON r.centre = p.centre AND r.limit_cents >= p.cents
JOIN users a ON a.name = r.approver AND a.active AND a.name <> p.requester
JOIN users me ON me.name = :user AND me.active AND me.name <> p.requester
WHERE p.id = :payment AND p.status = 'open'
  AND (a.name = me.name OR EXISTS (SELECT 1 FROM delegations d
    WHERE d.approver = a.name AND d.substitute = me.name AND :today BETWEEN d.starts AND d.ends))
  AND NOT EXISTS (SELECT 1 FROM approvals g WHERE g.payment_id = p.id AND (g.approver = a.name OR g.acting = me.name))
ORDER BY a.name
""")
PAY = text("""
UPDATE payments SET status = 'paid'
WHERE id = :payment AND status = 'open' AND EXISTS (SELECT 1 FROM users WHERE name = :user AND active AND treasurer)
  AND (SELECT count(DISTINCT acting) FROM approvals WHERE payment_id = :payment) >= CASE WHEN cents <= 50000 THEN 1 ELSE 2 END
RETURNING payee, iban, cents
""")
CHANGE = text("""
UPDATE payments SET centre = coalesce(:centre, centre), payee = coalesce(:payee, payee),
  iban = coalesce(:iban, iban), cents = coalesce(:cents, cents)
WHERE id = :payment AND status = 'open' AND requester = :user
  AND EXISTS (SELECT 1 FROM users WHERE name = :user AND active)
RETURNING id
""")
REQUEST = text("""
INSERT INTO payments (requester, centre, payee, iban, cents, status)
SELECT name, :centre, :payee, :iban, :cents, 'open' FROM users WHERE name = :user AND active
RETURNING id
""")
DELEGATE = text("""
INSERT INTO delegations (approver, substitute, starts, ends)
SELECT me.name, other.name, :starts, :ends FROM users me JOIN users other ON other.name <> me.name AND other.active
WHERE me.name = :user AND me.active AND other.name = :substitute
RETURNING id
""")
END = text("""
DELETE FROM delegations WHERE id = :delegation AND approver = :user
  AND EXISTS (SELECT 1 FROM users WHERE name = :user AND active)
RETURNING id
""")


class Desk:
    def __init__(self, database, user):
        self._user = user
        self._engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)

        @event.listens_for(self._engine, "connect")
        def no_implicit_begin(connection, _record):
            connection.isolation_level = None

        @event.listens_for(self._engine, "begin")
        def begin(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _row(self, statement, exists=None, **values):
        """Runs a statement that gives one row when it was allowed. `exists` names what has to be there: table and id."""
        with self._engine.begin() as connection:
            if exists is not None:
                table, number = exists
                if connection.scalar(text(f"SELECT 1 FROM {table} WHERE id = :id"), {"id": number}) is None:
                    raise LookupError(f"{number} is not in {table}")
            row = connection.execute(statement, {"user": self._user, **values}).mappings().fetchone()
            if row is None:
                raise PermissionError(f"{self._user} may not do this")
            if statement is CHANGE:
                connection.execute(text("DELETE FROM approvals WHERE payment_id = :payment"), {"payment": row["id"]})
            return dict(row)

    def request(self, centre, payee, iban, cents):
        return self._row(REQUEST, centre=centre, payee=payee, iban=iban, cents=cents)["id"]

    def change(self, payment, changes):
        values = {field: changes.get(field) for field in ("centre", "payee", "iban", "cents")}
        self._row(CHANGE, ("payments", payment), payment=payment, **values)

    def names_for(self, payment, today):
        values = {"user": self._user, "payment": payment, "today": today}
        with self._engine.begin() as connection:
            if connection.scalar(text("SELECT 1 FROM payments WHERE id = :payment"), values) is None:
                raise LookupError(payment)
            return list(connection.scalars(NAMES, values))

    def approve(self, payment, today, name=None):
        values = {"user": self._user, "payment": payment, "today": today, "name": name or self._user}
        with self._engine.begin() as connection:
            if connection.scalar(text("SELECT 1 FROM payments WHERE id = :payment"), values) is None:
                raise LookupError(payment)
            if values["name"] not in list(connection.scalars(NAMES, values)):
                raise PermissionError(f"{self._user} may not approve this in the name of {values['name']}")
            connection.execute(text("INSERT INTO approvals VALUES (:payment, :name, :user)"), values)
            return connection.scalar(text("SELECT count(*) FROM approvals WHERE payment_id = :payment"), values)

    def pay(self, payment):
        return self._row(PAY, ("payments", payment), payment=payment)

    def delegate(self, substitute, starts, ends):
        return self._row(DELEGATE, substitute=substitute, starts=starts, ends=ends)["id"]

    def end_delegation(self, delegation):
        self._row(END, ("delegations", delegation), delegation=delegation)
