import hashlib
import hmac
import sqlite3
from contextlib import closing

SALT = b"bicycle-rental-accounts"


def hash_password(password):
    return hashlib.scrypt(password.encode(), salt=SALT, n=16384, r=8, p=1).hex()


class Store:
    def __init__(self, database):
        self.database = database

    def connect(self):
        db = sqlite3.connect(self.database)
        db.execute("CREATE TABLE IF NOT EXISTS account (id INTEGER PRIMARY KEY, name TEXT UNIQUE, password TEXT)")
        return closing(db)

    def insert(self, name, password):
        with self.connect() as db, db:
            sql = "INSERT INTO account (name, password) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
            return db.execute(sql, (name, hash_password(password))).rowcount == 1

    def verify(self, name, password):
        with self.connect() as db:
            row = db.execute("SELECT password FROM account WHERE name = ?", (name,)).fetchone()
        return bool(row) and hmac.compare_digest(row[0], hash_password(password))

    def update(self, name, password):
        with self.connect() as db, db:
            db.execute("UPDATE account SET password = ? WHERE name = ?", (hash_password(password), name))


def register(database, name, password):
    return Store(database).insert(name, password)


def sign_in(database, name, password):
    return Store(database).verify(name, password)


def change_password(database, name, old, new):
    store = Store(database)
    if not store.verify(name, old):
        return False
    store.update(name, new)
    return True
