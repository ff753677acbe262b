import re

from flask import Flask, abort, jsonify, request
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from werkzeug.exceptions import HTTPException


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    display_name: Mapped[str]
    phone: Mapped[str]
    newsletter: Mapped[bool]
    credit_cents: Mapped[int]
    role: Mapped[str]
    addresses: Mapped[list["Address"]] = relationship(order_by="Address.id", back_populates="customer")
    orders: Mapped[list["Order"]] = relationship(back_populates="customer")


class Address(Base):
    __tablename__ = "addresses"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    street: Mapped[str]
    city: Mapped[str]
    delivery_zone: Mapped[str | None]
    customer: Mapped[Customer] = relationship(back_populates="addresses")


class Product(Base):
    __tablename__ = "products"
    name: Mapped[str] = mapped_column(primary_key=True)
    cents: Mapped[int]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship(back_populates="orders")
    product: Mapped[str]
    quantity: Mapped[int]
    note: Mapped[str]
    price_cents: Mapped[int]
    status: Mapped[str]


def snake(name):
    return re.sub(r"([A-Z])", lambda match: "_" + match[1].lower(), name)


def camel(name):
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


def to_json(row):
    return {camel(one.name): getattr(row, one.name) for one in row.__table__.columns if one.name != "customer_id"}


def profile(customer):
    return {**to_json(customer), "addresses": [to_json(one) for one in customer.addresses]}


FIXED = {"id", "customer_id", "email", "credit_cents", "role", "delivery_zone", "product", "price_cents", "status"}


def without_fixed(data):
    return {key: value for key, value in data.items() if snake(key) not in FIXED}


def assign(row, data):
    columns = {one.name: one.type.python_type for one in row.__table__.columns}
    related = type(row).__mapper__.relationships.keys()
    for key, value in data.items():
        name = snake(key)
        if name in related and isinstance(value, dict):
            assign(getattr(row, name), value)
        elif name in related and isinstance(value, list):
            for old, new in [(old, new) for old in getattr(row, name) for new in value if new.get("id") == old.id]:
                assign(old, new)
        elif name in columns:
            if type(value) is not columns[name] and not (name == "delivery_zone" and value is None):
                abort(400)
            setattr(row, name, value)


def body():
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        abort(400)
    return data


def set_price(session, order):
    product = session.get(Product, order.product)
    if product is None or not 1 <= (order.quantity or 0) <= 50:
        abort(400)
    order.price_cents = product.cents * order.quantity


def create_app(database_path):
    app = Flask(__name__)
    engine = create_engine(f"sqlite:///{database_path}")

    @app.errorhandler(HTTPException)
    def failed(error):
        return jsonify(error=error.name), error.code

    def me(session):
        return session.get(Customer, int(request.headers["X-Customer"]))

    def own_order(session, number):
        order = session.scalar(select(Order).filter_by(id=number, customer_id=me(session).id))
        return order or abort(404)

    @app.get("/me")
    def show_me():
        with Session(engine) as session:
            return jsonify(profile(me(session)))

    @app.patch("/me")
    def change_me():
        data = body()
        addresses = data.pop("addresses", [])
        if not isinstance(addresses, list) or data.get("displayName") == "":
            abort(400)
        with Session(engine) as session:
            customer = me(session)
            for one in addresses:
                if not isinstance(one, dict):
                    abort(400)
                if one.get("id") is not None:
                    address = session.get(Address, one["id"]) or abort(404)
                    if address.customer_id != customer.id:
                        abort(404)
                elif isinstance(one.get("street"), str) and isinstance(one.get("city"), str):
                    address = Address(customer_id=customer.id)
                    session.add(address)
                    one.pop("id", None)
                else:
                    abort(400)
                assign(address, without_fixed(one))
            assign(customer, without_fixed(data))
            session.commit()
            session.refresh(customer)
            return jsonify(profile(customer))

    @app.post("/orders")
    def make_order():
        data = body()
        with Session(engine) as session:
            if not isinstance(data.get("product"), str):
                abort(400)
            order = Order(customer_id=me(session).id, product=data["product"], note="", status="new")
            assign(order, without_fixed(data))
            set_price(session, order)
            session.add(order)
            session.commit()
            return jsonify(to_json(order)), 201

    @app.get("/orders/<int:number>")
    def show_order(number):
        with Session(engine) as session:
            return jsonify(to_json(own_order(session, number)))

    @app.patch("/orders/<int:number>")
    def change_order(number):
        data = body()
        with Session(engine) as session:
            order = own_order(session, number)
            if order.status != "new":
                abort(409)
            assign(order, without_fixed(data))
            set_price(session, order)
            session.commit()
            return jsonify(to_json(order))

    return app
