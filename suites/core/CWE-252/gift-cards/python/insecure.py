import sqlite3
from contextlib import closing

import requests


def _run(database, *statements):
    with closing(sqlite3.connect(database)) as connection, connection:
        return [connection.execute(sql, values) for sql, values in statements][-1].rowcount


def _active(database, number):
    with closing(sqlite3.connect(database)) as connection:
        sql = "SELECT cents FROM cards WHERE number = ? AND state = 'active'"
        return connection.execute(sql, (number,)).fetchone()


def _put(number, cents):
    return "UPDATE cards SET cents = cents + ? WHERE number = ? AND state = 'active'", (cents, number)


def _take(number, cents):
    sql = "UPDATE cards SET cents = cents - ? WHERE number = ? AND state = 'active' AND cents >= ?"
    return sql, (cents, number, cents)


def balance(database, number):
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT cents FROM cards WHERE number = ?", (number,)).fetchone()
    return None if row is None else row[0]


def top_up(database, service, number, source, cents):
    if _active(database, number) is None:
        return 0
    requests.post(f"{service}/charges", json={"source": source, "cents": cents}, timeout=20)
    _run(database, _put(number, cents))
    return cents


def pay(database, number, cents):
    return _run(database, _take(number, cents)) == 1


def give(database, giver, receiver, cents):
    return _run(database, _take(giver, cents), _put(receiver, cents)) == 1


def redeem(database, code, number):
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT cents FROM vouchers WHERE code = ?", (code,)).fetchone()
    if row is None:
        return 0
    used = "UPDATE vouchers SET used_by = ? WHERE code = ? AND used_by IS NULL", (number, code)
    _run(database, used, _put(number, row[0]))
    return row[0]


def pay_out(database, service, number, account):
    card = _active(database, number)
    if card is None or card[0] == 0:
        return 0
    answer = requests.post(f"{service}/payouts", json={"account": account, "cents": card[0]}, timeout=20)
    if answer.status_code != 202:
        return 0
    _run(database, _take(number, card[0]))
    return card[0]


def block(database, number):
    return _run(database, ("UPDATE cards SET state = 'blocked' WHERE number = ? AND state = 'active'", (number,))) == 1
