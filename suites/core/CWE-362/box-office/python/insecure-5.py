import httpx
from flask import Flask, jsonify, request
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

metadata = MetaData()
vouchers = Table("vouchers", metadata, Column("code", String, primary_key=True), Column("cents", Integer))
orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cents", Integer),
    Column("status", String),
    Column("voucher", String),
    Column("voucher_cents", Integer),
    Column("charge", String),
)
# One row for each order that a request is working on.
busy = Table("busy_orders", metadata, Column("order_id", Integer, primary_key=True))


class Failure(Exception):
    def __init__(self, code, text):
        self.code, self.text = code, text


class BoxOffice:
    def __init__(self, database_path, payment_url):
        self.engine = create_engine(f"sqlite:///{database_path}", poolclass=NullPool)
        busy.create(self.engine, checkfirst=True)
        self.payment_url = payment_url

    def read(self, number):
        with self.engine.connect() as connection:
            row = connection.execute(select(orders).where(orders.c.id == number)).mappings().first()
        if row is None:
            raise Failure(404, "no such order")
        return row

    def shown(self, number):
        row = self.read(number)
        return {key: row[key] for key in ("id", "cents", "status", "voucher_cents")}

    def voucher(self, code):
        with self.engine.connect() as connection:
            row = connection.execute(select(vouchers).where(vouchers.c.code == code)).mappings().first()
        return row

    def claim(self, number, status):
        self.read(number)
        try:
            with self.engine.begin() as connection:
                connection.execute(busy.insert().values(order_id=number))
        except IntegrityError:
            raise Failure(409, "somebody is working on it") from None
        row = self.read(number)
        if row["status"] != status:
            self.release(number)
            raise Failure(409, f"the order is {row['status']}")
        return row

    def release(self, number):
        with self.engine.begin() as connection:
            connection.execute(busy.delete().where(busy.c.order_id == number))

    def take(self, code, most):
        """Takes up to so much from a voucher, and returns how much it was."""
        while True:
            row = self.voucher(code)
            if row is None:
                raise Failure(422, "no such voucher")
            taken = min(row["cents"], most)
            same = (vouchers.c.code == code) & (vouchers.c.cents == row["cents"])
            with self.engine.begin() as connection:
                changed = connection.execute(vouchers.update().where(same).values(cents=row["cents"] - taken))
            if changed.rowcount == 1:
                return taken

    def give(self, code, cents):
        with self.engine.begin() as connection:
            connection.execute(vouchers.update().where(vouchers.c.code == code).values(cents=vouchers.c.cents + cents))

    def write(self, number, **values):
        with self.engine.begin() as connection:
            connection.execute(orders.update().where(orders.c.id == number).values(**values))

    def ask(self, what, body):
        try:
            answer = httpx.post(f"{self.payment_url}/{what}", json=body, timeout=90)
        except httpx.HTTPError as error:
            raise Failure(502, str(error)) from error
        if answer.status_code != 201:
            raise Failure(402 if answer.status_code == 402 else 502, "the bank says no")
        return answer.json()["charge"]

    def add_ticket(self, number, body):
        row = self.read(number)
        if row["status"] != "open":
            raise Failure(409, f"the order is {row['status']}")
        self.write(number, cents=orders.c.cents + body["cents"])

    def pay(self, number, body):
        row = self.claim(number, "open")
        code, taken, charge = body.get("voucher"), 0, None
        try:
            if code is not None:
                taken = self.take(code, row["cents"])
            if row["cents"] > taken:
                charge = self.ask("charges", {"order": number, "cents": row["cents"] - taken})
            self.write(number, status="paid", voucher=code, voucher_cents=taken, charge=charge)
        except Failure:
            self.give(code, taken)
            raise
        finally:
            self.release(number)

    def refund(self, number, body):
        row = self.claim(number, "paid")
        try:
            if row["cents"] > row["voucher_cents"]:
                self.ask("refunds", {"charge": row["charge"], "cents": row["cents"] - row["voucher_cents"]})
            self.write(number, status="refunded")
            self.give(row["voucher"], row["voucher_cents"])
        finally:
            self.release(number)


def create_app(database_path, payment_url):
    office = BoxOffice(database_path, payment_url)
    app = Flask(__name__)
    actions = {"tickets": office.add_ticket, "payment": office.pay, "refund": office.refund}

    @app.errorhandler(Failure)
    def failed(failure):
        return jsonify(error=failure.text), failure.code

    @app.get("/orders/<int:number>")
    def order(number):
        return jsonify(office.shown(number))

    @app.get("/vouchers/<code>")
    def voucher(code):
        row = office.voucher(code)
        if row is None:
            raise Failure(404, "no such voucher")
        return jsonify(dict(row))

    @app.post("/orders/<int:number>/<any(tickets, payment, refund):action>")
    def act(number, action):
        actions[action](number, request.get_json(silent=True) or {})
        return jsonify(office.shown(number))

    return app
