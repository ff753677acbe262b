import hashlib
import hmac
import secrets
import sqlite3


class Rental:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS customers (name TEXT PRIMARY KEY, salt TEXT, password BLOB)")

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.db.commit()
        self.db.close()

    def knows(self, name):
        return self.db.execute("SELECT salt, password FROM customers WHERE name = ?", (name,)).fetchone()

    def store(self, name, password):
        salt = f"{secrets.randbelow(10_000):04}"
        self.db.execute("REPLACE INTO customers VALUES (?, ?, ?)", (name, salt, derived(password, salt)))

    def is_right(self, name, password):
        found = self.knows(name)
        return found is not None and hmac.compare_digest(derived(password, found[0]), found[1])


def derived(password, salt):
    return hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1)


def register(database, name, password):
    with Rental(database) as rental:
        if rental.knows(name):
            return False
        rental.store(name, password)
        return True


def sign_in(database, name, password):
    with Rental(database) as rental:
        return rental.is_right(name, password)


def change_password(database, name, old, new):
    with Rental(database) as rental:
        right = rental.is_right(name, old)
        if right:
            rental.store(name, new)
        return right
