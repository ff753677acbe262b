from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, or_, select
from sqlalchemy.pool import NullPool

orders = Table(
    "orders",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("merchant_id", Integer),
    Column("customer", Text),
    Column("note", Text),
    Column("status", Text),
    Column("total_cents", Integer),
    Column("placed_on", Text),
)
shown = [orders.c[name] for name in ("id", "customer", "note", "status", "total_cents", "placed_on")]
sortable = {name: orders.c[name] for name in ("id", "customer", "status", "total_cents", "placed_on")}


def _fetch(database, query):
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    query = select(*shown).where(orders.c.merchant_id == merchant_id)
    if text:
        query = query.where(
            or_(orders.c.customer.icontains(text, autoescape=True), orders.c.note.icontains(text, autoescape=True))
        )
    if statuses:
        query = query.where(orders.c.status.in_(list(statuses)))
    column = sortable.get(sort, orders.c.placed_on)
    ordering = column.asc() if direction == "asc" else column.desc()
    return _fetch(database, query.order_by(ordering, orders.c.id).limit(limit))


def orders_of_same_customer(database, merchant_id, order_id):
    mine = select(*shown).where(orders.c.merchant_id == merchant_id)
    found = _fetch(database, mine.where(orders.c.id == order_id))
    if not found:
        return []
    same = mine.where(orders.c.customer == found[0]["customer"])
    return _fetch(database, same.order_by(orders.c.placed_on.desc(), orders.c.id))
