import base64
import sqlite3
from contextlib import closing


def connect(database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, secret TEXT)")
    return db


def encode(password):
    return base64.b64encode(password.encode("utf-8")).decode("ascii")


def register(database, name, password):
    try:
        with closing(connect(database)) as db, db:
            db.execute("INSERT INTO accounts VALUES (?, ?)", (name, encode(password)))
        return True
    except sqlite3.IntegrityError:
        return False


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        row = db.execute("SELECT secret FROM accounts WHERE name = ?", (name,)).fetchone()
    return row is not None and row[0] == encode(password)


def change_password(database, name, old, new):
    if not sign_in(database, name, old):
        return False
    with closing(connect(database)) as db, db:
        db.execute("UPDATE accounts SET secret = ? WHERE name = ?", (encode(new), name))
    return True
