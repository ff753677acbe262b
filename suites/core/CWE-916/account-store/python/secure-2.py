import sqlite3

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Accounts:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS accounts (name TEXT UNIQUE, hash TEXT)")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.db.commit()
        self.db.close()

    def add(self, name, password):
        if self.db.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
            return False
        added = self.db.execute("INSERT OR IGNORE INTO accounts VALUES (?, ?)", (name, hasher.hash(password)))
        return added.rowcount == 1

    def check(self, name, password):
        row = self.db.execute("SELECT hash FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None:
            return False
        try:
            return hasher.verify(row[0], password)
        except VerificationError:
            return False

    def replace(self, name, password):
        self.db.execute("UPDATE accounts SET hash = ? WHERE name = ?", (hasher.hash(password), name))


def register(database, name, password):
    with Accounts(database) as accounts:
        return accounts.add(name, password)


def sign_in(database, name, password):
    with Accounts(database) as accounts:
        return accounts.check(name, password)


def change_password(database, name, old, new):
    with Accounts(database) as accounts:
        if not accounts.check(name, old):
            return False
        accounts.replace(name, new)
        return True
