import sqlite3
from contextlib import contextmanager

import requests

PUT = "UPDATE cards SET cents = cents + ? WHERE number = ? AND state = 'active'"
TAKE = "UPDATE cards SET cents = cents - ? WHERE number = ? AND state = 'active' AND cents >= ?"


@contextmanager
def _transaction(database):
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        if connection.in_transaction:
            connection.execute("COMMIT")
    finally:
        connection.close()


def _cents(connection, number, state="%"):
    row = connection.execute("SELECT cents FROM cards WHERE number = ? AND state LIKE ?", (number, state)).fetchone()
    return None if row is None else row[0]


def balance(database, number):
    with _transaction(database) as connection:
        return _cents(connection, number)


def _taken(service, source, cents):
    answer = requests.post(f"{service}/charges", json={"source": source, "cents": cents}, timeout=20)
    if answer.status_code != 201:
        return 0
    content = answer.json()
    return content["cents"] if content["state"] == "captured" else 0


def top_up(database, service, number, source, cents):
    with _transaction(database) as connection:
        if _cents(connection, number, "active") is None:
            return 0
    taken = _taken(service, source, cents)
    with _transaction(database) as connection:
        connection.execute("UPDATE cards SET cents = cents + ? WHERE number = ?", (taken, number))
    return taken


def pay(database, number, cents):
    with _transaction(database) as connection:
        return connection.execute(TAKE, (cents, number, cents)).rowcount == 1


def give(database, giver, receiver, cents):
    with _transaction(database) as connection:
        taken = connection.execute(TAKE, (cents, giver, cents)).rowcount
        put = connection.execute(PUT, (cents, receiver)).rowcount
        if (taken, put) != (1, 1):
            connection.execute("ROLLBACK")
            return False
    return True


def redeem(database, code, number):
    with _transaction(database) as connection:
        row = connection.execute("SELECT cents FROM vouchers WHERE code = ? AND used_by IS NULL", (code,)).fetchone()
        if row is None or connection.execute(PUT, (row[0], number)).rowcount != 1:
            return 0
        connection.execute("UPDATE vouchers SET used_by = ? WHERE code = ?", (number, code))
        return row[0]


def pay_out(database, service, number, account):
    with _transaction(database) as connection:
        cents = _cents(connection, number, "active")
        if not cents:
            return 0
        connection.execute("UPDATE cards SET cents = 0 WHERE number = ?", (number,))
    sent = False
    try:
        answer = requests.post(f"{service}/payouts", json={"account": account, "cents": cents}, timeout=20)
        sent = answer.status_code == 202
    finally:
        if not sent:
            with _transaction(database) as connection:
                connection.execute("UPDATE cards SET cents = cents + ? WHERE number = ?", (cents, number))
    return cents if sent else 0


def block(database, number):
    with _transaction(database) as connection:
        changed = connection.execute(
            "UPDATE cards SET state = 'blocked' WHERE number = ? AND state = 'active'", (number,)
        )
        return changed.rowcount == 1
