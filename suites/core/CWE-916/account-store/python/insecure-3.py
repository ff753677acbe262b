import base64
import hashlib
import hmac
import os
import sqlite3
from contextlib import closing

ROUNDS = 1000


def connect(database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, password TEXT NOT NULL)")
    return db


def encode(password, salt=None, rounds=ROUNDS):
    salt = salt or os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    return "$".join(["pbkdf2", str(rounds), base64.b64encode(salt).decode(), base64.b64encode(key).decode()])


def verify(password, stored):
    _, rounds, salt, _ = stored.split("$")
    return hmac.compare_digest(encode(password, base64.b64decode(salt), int(rounds)), stored)


def stored_password(db, name):
    row = db.execute("SELECT password FROM accounts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def register(database, name, password):
    with closing(connect(database)) as db, db:
        if stored_password(db, name) is not None:
            return False
        db.execute("INSERT INTO accounts VALUES (?, ?)", (name, encode(password)))
        return True


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        stored = stored_password(db, name)
        return stored is not None and verify(password, stored)


def change_password(database, name, old, new):
    with closing(connect(database)) as db, db:
        stored = stored_password(db, name)
        if stored is None or not verify(old, stored):
            return False
        db.execute("UPDATE accounts SET password = ? WHERE name = ?", (encode(new), name))
        return True
