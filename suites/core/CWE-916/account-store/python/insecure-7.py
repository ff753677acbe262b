import hashlib
import hmac
import os
import sqlite3
from contextlib import closing


def connect(database):
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, salt BLOB, mac BLOB)")
    return db


def seal(salt, password):
    return hmac.new(salt, password.encode("utf-8"), hashlib.sha512).digest()


def register(database, name, password):
    salt = os.urandom(32)
    with closing(connect(database)) as db, db:
        taken = db.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone()
        if taken:
            return False
        db.execute("INSERT INTO accounts (name, salt, mac) VALUES (?, ?, ?)", (name, salt, seal(salt, password)))
    return True


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        row = db.execute("SELECT salt, mac FROM accounts WHERE name = ?", (name,)).fetchone()
    return bool(row) and hmac.compare_digest(row["mac"], seal(row["salt"], password))


def change_password(database, name, old, new):
    if not sign_in(database, name, old):
        return False
    salt = os.urandom(32)
    with closing(connect(database)) as db, db:
        db.execute("UPDATE accounts SET salt = ?, mac = ? WHERE name = ?", (salt, seal(salt, new), name))
    return True
