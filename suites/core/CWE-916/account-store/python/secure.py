import hashlib
import hmac
import os
import sqlite3
from contextlib import closing

SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}


def connect(database):
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, salt BLOB NOT NULL, password BLOB NOT NULL)"
    )
    return connection


def derive(password, salt):
    return hashlib.scrypt(password.encode("utf-8"), salt=salt, **SCRYPT)


def matches(connection, name, password):
    row = connection.execute("SELECT salt, password FROM account WHERE name = ?", (name,)).fetchone()
    return row is not None and hmac.compare_digest(derive(password, row[0]), row[1])


def register(database, name, password):
    salt = os.urandom(16)
    with closing(connect(database)) as connection:
        try:
            with connection:
                connection.execute("INSERT INTO account VALUES (?, ?, ?)", (name, salt, derive(password, salt)))
        except sqlite3.IntegrityError:
            return False
    return True


def sign_in(database, name, password):
    with closing(connect(database)) as connection:
        return matches(connection, name, password)


def change_password(database, name, old, new):
    with closing(connect(database)) as connection, connection:
        if not matches(connection, name, old):
            return False
        salt = os.urandom(16)
        connection.execute(
            "UPDATE account SET salt = ?, password = ? WHERE name = ?", (salt, derive(new, salt), name)
        )
    return True
