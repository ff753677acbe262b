import hashlib
import sqlite3
from contextlib import closing

import bcrypt


def connect(database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, quick TEXT, password TEXT)")
    return db


def quick_check(name, password):
    return hashlib.sha1(f"{name}:{password}".encode()).hexdigest()


def columns(name, password):
    strong = bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=10))
    return quick_check(name, password), strong.decode()


def is_right(db, name, password):
    row = db.execute("SELECT quick, password FROM account WHERE name = ?", (name,)).fetchone()
    if row is None or row[0] != quick_check(name, password):
        return False
    return bcrypt.checkpw(password.encode(), row[1].encode())


def register(database, name, password):
    with closing(connect(database)) as db, db:
        if db.execute("SELECT name FROM account WHERE name = ?", (name,)).fetchone():
            return False
        db.execute("INSERT INTO account VALUES (?, ?, ?)", (name, *columns(name, password)))
        return True


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        return is_right(db, name, password)


def change_password(database, name, old, new):
    with closing(connect(database)) as db, db:
        if not is_right(db, name, old):
            return False
        db.execute("UPDATE account SET quick = ?, password = ? WHERE name = ?", (*columns(name, new), name))
        return True
