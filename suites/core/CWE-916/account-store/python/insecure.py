import hashlib
import hmac
import secrets
import sqlite3
from contextlib import closing


def connect(database):
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, salt TEXT, digest TEXT)")
    return connection


def digest(salt, password):
    return hashlib.sha256((salt + password).encode("utf-8")).hexdigest()


def matches(connection, name, password):
    row = connection.execute("SELECT salt, digest FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    return hmac.compare_digest(digest(row[0], password), row[1])


def register(database, name, password):
    salt = secrets.token_hex(16)
    with closing(connect(database)) as connection:
        try:
            with connection:
                connection.execute("INSERT INTO accounts VALUES (?, ?, ?)", (name, salt, digest(salt, password)))
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
        salt = secrets.token_hex(16)
        connection.execute(
            "UPDATE accounts SET salt = ?, digest = ? WHERE name = ?", (salt, digest(salt, new), name)
        )
    return True
