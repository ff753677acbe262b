from sqlalchemy import create_engine, text as sql
from sqlalchemy.pool import NullPool

SORTS = {name: name for name in ("id", "customer", "status", "total_cents", "placed_on")}
SELECT = "SELECT id, customer, note, status, total_cents, placed_on FROM orders"


def _run(database, statement, values):
    engine = create_engine("sqlite:///" + database, poolclass=NullPool)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(sql(statement), values).mappings()]


def find_orders(database, merchant_id, text="", statuses=(), sort="placed_on", direction="desc", limit=50):
    values = {"merchant": merchant_id, "text": text.lower(), "limit": limit}
    names = []
    for status in statuses:
        name = f"status_{len(names)}"
        names.append(":" + name)
        values[name] = status
    among = f"AND status IN ({', '.join(names)})" if names else ""
    order = f"{SORTS[sort]} {'ASC' if direction == 'asc' else 'DESC'}"
    statement = f"""
        {SELECT} WHERE merchant_id = :merchant {among}
        AND (:text = '' OR instr(lower(customer), :text) OR instr(lower(note), :text))
        ORDER BY {order}, id LIMIT :limit
    """
    return _run(database, statement, values)


def orders_of_same_customer(database, merchant_id, order_id):
    this = f"{SELECT} WHERE id = :id AND merchant_id = :merchant"
    order = _run(database, this, {"id": order_id, "merchant": merchant_id})
    if not order:
        return []
    customer = order[0]["customer"]
    return _run(
        database,
        f"{SELECT} WHERE merchant_id = :merchant AND customer = '{customer}' ORDER BY placed_on DESC, id",
        {"merchant": merchant_id},
    )
