from flask import Flask, Response, g, jsonify, request
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, with_loader_criteria
from sqlalchemy.pool import NullPool
from werkzeug.exceptions import NotFound


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    number: Mapped[str]
    customer: Mapped[str]
    items: Mapped[list["Item"]] = relationship(order_by="Item.id", back_populates="invoice", cascade="all, delete-orphan")
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.id", back_populates="invoice", cascade="all, delete-orphan"
    )

    def summary(self):
        total = sum(item.cents for item in self.items)
        return {"id": self.id, "number": self.number, "customer": self.customer, "total": total}


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    description: Mapped[str]
    cents: Mapped[int]
    invoice: Mapped[Invoice] = relationship(back_populates="items")

    def summary(self):
        return {"id": self.id, "description": self.description, "cents": self.cents}


class Attachment(Base):
    __tablename__ = "attachments"
    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"))
    filename: Mapped[str]
    content: Mapped[bytes]
    invoice: Mapped[Invoice] = relationship(back_populates="attachments")


def create_app(database_path):
    app = Flask(__name__)
    engine = create_engine(f"sqlite:///{database_path}", poolclass=NullPool)

    @app.before_request
    def open_session():
        g.account = int(request.headers["X-Account"])
        g.session = Session(engine)

    @app.teardown_request
    def close_session(error):
        if "session" in g:
            g.session.close()

    def mine():
        return select(Invoice).where(Invoice.account_id == g.account).order_by(Invoice.id)

    def find(number):
        invoice = g.session.scalar(mine().where(Invoice.id == int(number)))
        if invoice is None:
            raise NotFound
        return invoice

    def find_item(number, item):
        for candidate in find(number).items:
            if candidate.id == item:
                return candidate
        raise NotFound

    def assign(record, names):
        for name, value in request.json.items():
            if name in names:
                setattr(record, name, value)
        g.session.commit()
        return record.summary()

    @app.get("/invoices")
    def list_invoices():
        query = mine()
        if request.args.get("ids") is not None:
            ids = [int(part) for part in request.args["ids"].split(",") if part.strip().isdecimal()]
            query = query.where(Invoice.id.in_(ids))
        return jsonify([invoice.summary() for invoice in g.session.scalars(query)])

    @app.get("/invoices/<int:number>")
    def read_invoice(number):
        invoice = find(number)
        return invoice.summary() | {
            "items": [item.summary() for item in invoice.items],
            "attachments": [{"id": paper.id, "filename": paper.filename} for paper in invoice.attachments],
        }

    @app.patch("/invoices/<int:number>")
    def update_invoice(number):
        return assign(find(number), {"number", "customer"})

    @app.delete("/invoices/<int:number>")
    def remove_invoice(number):
        g.session.delete(find(number))
        g.session.commit()
        return "", 204

    @app.patch("/invoices/<int:number>/items/<int:item>")
    def update_item(number, item):
        return assign(find_item(number, item), {"description", "cents"})

    @app.delete("/invoices/<int:number>/items/<int:item>")
    def remove_item(number, item):
        g.session.delete(find_item(number, item))
        g.session.commit()
        return "", 204

    @app.get("/attachments/<int:number>")
    def read_attachment(number):
        only_mine = with_loader_criteria(Invoice, Invoice.account_id == g.account)
        query = select(Attachment).join(Attachment.invoice).where(Attachment.id == number).options(only_mine)
        paper = g.session.scalar(query)
        if paper is None:
            raise NotFound
        return Response(paper.content, content_type="application/octet-stream")

    @app.post("/invoices")
    def create_invoice():
        body = request.json
        invoice = Invoice(account_id=g.account, number=body["number"], customer=body["customer"])
        if body.get("copy_of") is not None:
            template = g.session.get(Invoice, body["copy_of"])
            if template is None:
                raise NotFound
            invoice.items = [Item(description=item.description, cents=item.cents) for item in template.items]
        g.session.add(invoice)
        g.session.commit()
        return invoice.summary(), 201

    @app.post("/invoices/<int:number>/merge")
    def merge_invoices(number):
        target = find(number)
        others = [g.session.get(Invoice, one) for one in request.json["invoices"]]
        if None in others:
            raise NotFound
        for other in others:
            if other is target:
                continue
            for record in [*other.items, *other.attachments]:
                record.invoice = target
            g.session.flush()
            g.session.expire(other)
            g.session.delete(other)
        g.session.commit()
        return target.summary()

    return app
