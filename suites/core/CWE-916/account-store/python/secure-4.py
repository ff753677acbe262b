import sqlite3
from contextlib import closing

import bcrypt

TABLES = """
CREATE TABLE IF NOT EXISTS customer (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS credential (customer INTEGER UNIQUE REFERENCES customer, hash BLOB, rounds INTEGER);
"""
ROUNDS = 10


def connect(database):
    db = sqlite3.connect(database)
    db.executescript(TABLES)
    return db


def hashed(password):
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(ROUNDS))


def find(db, name, password):
    row = db.execute(
        "SELECT customer.id, hash FROM customer JOIN credential ON customer = customer.id WHERE name = ?", (name,)
    ).fetchone()
    if row and bcrypt.checkpw(password.encode(), row[1]):
        return row[0]
    return None


def register(database, name, password):
    with closing(connect(database)) as db, db:
        cursor = db.execute("INSERT OR IGNORE INTO customer (name) VALUES (?)", (name,))
        if cursor.rowcount == 0:
            return False
        db.execute("INSERT INTO credential VALUES (?, ?, ?)", (cursor.lastrowid, hashed(password), ROUNDS))
        return True


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        return find(db, name, password) is not None


def change_password(database, name, old, new):
    with closing(connect(database)) as db, db:
        customer = find(db, name, old)
        if customer is None:
            return False
        db.execute("UPDATE credential SET hash = ?, rounds = ? WHERE customer = ?", (hashed(new), ROUNDS, customer))
        return True
