import sqlite3
from contextlib import contextmanager

import argon2

passwords = argon2.PasswordHasher(time_cost=2, memory_cost=512, parallelism=2, hash_len=16, salt_len=16)


@contextmanager
def table(database):
    db = sqlite3.connect(database, isolation_level=None)
    try:
        db.execute("CREATE TABLE IF NOT EXISTS login (customer TEXT UNIQUE, secret TEXT)")
        yield db
    finally:
        db.close()


def stored_for(db, name):
    for (secret,) in db.execute("SELECT secret FROM login WHERE customer = ?", (name,)):
        return secret


def accepts(secret, password):
    try:
        return secret is not None and passwords.verify(secret, password)
    except argon2.exceptions.VerifyMismatchError:
        return False


def register(database, name, password):
    with table(database) as db:
        try:
            db.execute("INSERT INTO login VALUES (?, ?)", (name, passwords.hash(password)))
        except sqlite3.IntegrityError:
            return False
        return True


def sign_in(database, name, password):
    with table(database) as db:
        return accepts(stored_for(db, name), password)


def change_password(database, name, old, new):
    with table(database) as db:
        if not accepts(stored_for(db, name), old):
            return False
        db.execute("UPDATE login SET secret = ? WHERE customer = ?", (passwords.hash(new), name))
        return True
