import json
import socket
import textwrap
from threading import Lock
from typing import Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

PRINTABLE = frozenset(bytes(range(32, 256)).decode("cp858").replace("\x7f", ""))


class Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class Item(Strict):
    name: str
    count: int = Field(ge=1)
    cents: int = Field(ge=0)


class Order(Strict):
    buyer: str
    note: str
    items: list[Item]


class Name(Strict):
    name: str


class Payment(Strict):
    paid: Literal["cash", "card"]


class Paper:
    def __init__(self):
        self.content = bytearray(b"\x1b@")

    def command(self, *values):
        self.content += bytes(values)
        return self

    def text(self, value, indent=""):
        shown = "".join(character if character in PRINTABLE else "?" for character in value)
        for row in textwrap.wrap(shown, 32, initial_indent=indent, subsequent_indent=indent) or [""]:
            self.content += row.encode("cp858") + b"\n"
        return self

    def bold(self, on):
        return self.command(0x1B, 0x45, int(on))

    def align(self, how):
        return self.command(0x1B, 0x61, how)

    def print_on(self, address):
        host, port = address.split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(bytes(self.content) + b"\x1dV\x00")


class Service:
    routes = Map(
        [
            Rule("/orders", methods=["POST"], endpoint="order"),
            Rule("/orders/<int:number>/receipt", methods=["POST"], endpoint="receipt"),
            Rule("/orders/<int:number>/label", methods=["POST"], endpoint="label"),
            Rule("/stall", methods=["PUT"], endpoint="stall"),
        ]
    )

    def __init__(self, path, printer):
        self.printer = printer
        self.engine = sa.create_engine(f"sqlite:///{path}")
        self.lock = Lock()
        tables = sa.MetaData()
        self.orders = sa.Table("orders", tables, sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.Text))
        self.stalls = sa.Table("stalls", tables, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
        tables.create_all(self.engine)

    def order(self, request):
        order = Order.model_validate_json(request.get_data())
        with self.lock, self.engine.begin() as connection:
            done = connection.execute(self.orders.insert().values(body=order.model_dump_json()))
        return {"id": done.inserted_primary_key[0]}, 201

    def find(self, number):
        with self.engine.connect() as connection:
            body = connection.scalar(sa.select(self.orders.c.body).where(self.orders.c.id == number))
        if body is None:
            raise NotFound
        return Order.model_validate_json(body)

    def receipt(self, request, number):
        order = self.find(number)
        paid = Payment.model_validate_json(request.get_data()).paid
        with self.engine.connect() as connection:
            name = connection.scalar(sa.select(self.stalls.c.name).order_by(self.stalls.c.id.desc()).limit(1))
        paper = Paper().align(1).bold(True).text("Market" if name is None else name).bold(False).align(0)
        paper.text(f"Order {number}: {order.buyer}")
        for item in order.items:
            paper.text(f"{item.count} x {item.name}")
        for row in order.note.split("\n"):
            paper.text(row.removesuffix("\r"), "  ")
        euros, cents = divmod(sum(item.count * item.cents for item in order.items), 100)
        paper.bold(True).text(f"Total EUR {euros}.{cents:02d}").bold(False)
        if paid == "cash":
            paper.command(0x1B, 0x70, 0x00, 0x19, 0xFA)
        paper.print_on(self.printer)
        return {}, 200

    def label(self, request, number):
        order = self.find(number)
        pieces = sum(item.count for item in order.items)
        Paper().bold(True).text(order.buyer).bold(False).text(f"{pieces} pieces").print_on(self.printer)
        return {}, 200

    def stall(self, request):
        name = Name.model_validate_json(request.get_data()).name
        with self.lock, self.engine.begin() as connection:
            connection.execute(self.stalls.insert().values(name=name))
        return {}, 200

    def __call__(self, environ, start_response):
        request = Request(environ)
        try:
            endpoint, arguments = self.routes.bind_to_environ(environ).match()
            content, status = getattr(self, endpoint)(request, **arguments)
            answer = Response(json.dumps(content), status, mimetype="application/json")
        except ValidationError:
            answer = BadRequest().get_response(environ)
        except HTTPException as error:
            answer = error.get_response(environ)
        return answer(environ, start_response)


def create_app(database_path, printer):
    return Service(database_path, printer)
