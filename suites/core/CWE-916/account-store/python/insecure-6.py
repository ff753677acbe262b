import sqlite3
from contextlib import contextmanager

from cryptography.fernet import Fernet


@contextmanager
def vault(database):
    db = sqlite3.connect(database)
    try:
        with db:
            db.execute("CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB)")
            db.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, password BLOB)")
            db.execute("INSERT OR IGNORE INTO settings VALUES ('key', ?)", (Fernet.generate_key(),))
            (key,) = db.execute("SELECT value FROM settings WHERE name = 'key'").fetchone()
            yield db, Fernet(key)
    finally:
        db.close()


def current_password(db, fernet, name):
    row = db.execute("SELECT password FROM accounts WHERE name = ?", (name,)).fetchone()
    return None if row is None else fernet.decrypt(row[0]).decode()


def register(database, name, password):
    with vault(database) as (db, fernet):
        if current_password(db, fernet, name) is not None:
            return False
        db.execute("INSERT INTO accounts VALUES (?, ?)", (name, fernet.encrypt(password.encode())))
        return True


def sign_in(database, name, password):
    with vault(database) as (db, fernet):
        return current_password(db, fernet, name) == password


def change_password(database, name, old, new):
    with vault(database) as (db, fernet):
        if current_password(db, fernet, name) != old:
            return False
        db.execute("UPDATE accounts SET password = ? WHERE name = ?", (fernet.encrypt(new.encode()), name))
        return True
