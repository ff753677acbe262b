import json
import urllib.error
import urllib.request

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select, update
from sqlalchemy.pool import NullPool

tables = MetaData()
cards = Table(
    "cards", tables, Column("number", String, primary_key=True), Column("cents", Integer), Column("state", String)
)
vouchers = Table(
    "vouchers", tables, Column("code", String, primary_key=True), Column("cents", Integer), Column("used_by", String)
)


class Nothing(Exception):
    pass


def _begin(database):
    return create_engine("sqlite:///" + database, poolclass=NullPool, connect_args={"timeout": 2}).begin()


def _one(connection, statement):
    if connection.execute(statement).rowcount != 1:
        raise Nothing


def _change(number, cents):
    changed = update(cards).where(cards.c.number == number, cards.c.state == "active", cards.c.cents + cents >= 0)
    return changed.values(cents=cards.c.cents + cents)


def _ask(address, question):
    body = json.dumps(question).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            content = answer.read()
            return answer.status, json.loads(content) if content else {}
    except urllib.error.HTTPError as answer:
        return answer.code, json.loads(answer.read())
    except (urllib.error.URLError, ValueError):
        return 0, {}


def balance(database, number):
    with _begin(database) as connection:
        return connection.scalar(select(cards.c.cents).where(cards.c.number == number))


def top_up(database, service, number, source, cents):
    with _begin(database) as connection:
        if connection.scalar(select(cards.c.state).where(cards.c.number == number)) != "active":
            return 0
    status, content = _ask(service + "/charges", {"source": source, "cents": cents})
    taken = content.get("cents") if content.get("state") == "captured" else 0
    if taken:
        with _begin(database) as connection:
            connection.execute(update(cards).where(cards.c.number == number).values(cents=cards.c.cents + taken))
    return taken


def pay(database, number, cents):
    with _begin(database) as connection:
        return connection.execute(_change(number, -cents)).rowcount == 1


def give(database, giver, receiver, cents):
    with _begin(database) as connection:
        statements = _change(giver, -cents), _change(receiver, cents)
        return all(connection.execute(statement).rowcount for statement in reversed(statements))


def redeem(database, code, number):
    try:
        with _begin(database) as connection:
            unused = vouchers.c.code == code, vouchers.c.used_by.is_(None)
            _one(connection, update(vouchers).where(*unused).values(used_by=number))
            cents = connection.scalar(select(vouchers.c.cents).where(vouchers.c.code == code))
            _one(connection, _change(number, cents))
            return cents
    except Nothing:
        return 0


def pay_out(database, service, number, account):
    try:
        with _begin(database) as connection:
            cents = connection.scalar(select(cards.c.cents).where(cards.c.number == number)) or 0
            _one(connection, _change(number, -cents).where(cards.c.cents == cents, cards.c.cents > 0))
    except Nothing:
        return 0
    status, _ = _ask(service + "/payouts", {"account": account, "cents": cents})
    if status == 202:
        return cents
    with _begin(database) as connection:
        connection.execute(update(cards).where(cards.c.number == number).values(cents=cards.c.cents + cents))
    return 0


def block(database, number):
    with _begin(database) as connection:
        active = cards.c.number == number, cards.c.state == "active"
        return connection.execute(update(cards).where(*active).values(state="blocked")).rowcount == 1
