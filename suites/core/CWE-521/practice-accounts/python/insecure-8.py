import os
import secrets
import sqlite3
import unicodedata
from contextlib import closing, contextmanager

from werkzeug.security import check_password_hash, generate_password_hash

TABLES = """
CREATE TABLE IF NOT EXISTS accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, email TEXT NOT NULL, token TEXT);
CREATE TABLE IF NOT EXISTS passwords (number INTEGER PRIMARY KEY, account INTEGER NOT NULL, hash TEXT NOT NULL);
"""


class Broken(ValueError):
    """A password that breaks rules."""


def prepared(password):
    return unicodedata.normalize("NFKC", password).strip()


def folded(text):
    return unicodedata.normalize("NFKC", text).strip().casefold()


def contains(password, name, email):
    parts = [folded(name), folded(email)]
    return any(len(part) >= 4 and part in folded(password) for part in parts)


class Accounts:
    def __init__(self, database, common):
        self.database = database
        with open(common, encoding="utf-8") as file:
            self.common = {folded(line) for line in file if line.strip()}
        with closing(sqlite3.connect(database)) as db:
            db.executescript(TABLES)

    @contextmanager
    def _open(self):
        with closing(sqlite3.connect(self.database)) as db:
            db.row_factory = sqlite3.Row
            with db:
                db.execute("BEGIN IMMEDIATE")
                yield db

    def _find(self, db, name):
        row = db.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise LookupError(name)
        return row

    def _hashes(self, db, account):
        sql = "SELECT hash FROM passwords WHERE account = ? ORDER BY number DESC LIMIT 3"
        return [row["hash"] for row in db.execute(sql, (account,))]

    def _matches(self, db, account, password):
        return check_password_hash(self._hashes(db, account)[0], prepared(password))

    def _rules(self, password, name, email, used=()):
        text, lower = prepared(password), folded(password)
        broken = {
            "short": len(text) < 12,
            "simple": len(set(text)) < 5,
            "common": lower in self.common,
            "name": contains(password, name, email),
            "reused": any(check_password_hash(one, text) for one in used),
        }
        return sorted(word for word, holds in broken.items() if holds)

    def _give(self, db, account, password):
        row = db.execute("SELECT * FROM accounts WHERE id = ?", (account,)).fetchone()
        broken = self._rules(password, row["name"], row["email"], self._hashes(db, account))
        if broken:
            raise Broken(", ".join(broken))
        hashed = generate_password_hash(prepared(password), method=os.environ["HASH_METHOD"])
        db.execute("INSERT INTO passwords (account, hash) VALUES (?, ?)", (account, hashed))

    def problems(self, name, password):
        with self._open() as db:
            row = self._find(db, name)
            return self._rules(password, row["name"], row["email"], self._hashes(db, row["id"]))

    def add(self, name, email, password):
        with self._open() as db:
            try:
                made = db.execute("INSERT INTO accounts (name, email) VALUES (?, ?)", (name, email)).lastrowid
            except sqlite3.IntegrityError:
                raise ValueError(f"{name} is taken") from None
            self._give(db, made, password)

    def add_many(self, rows):
        failed = []
        for row in rows:
            try:
                self.add(row["name"], row["email"], row["password"])
            except ValueError:
                failed.append(row["name"])
        return failed

    def login(self, name, password):
        with self._open() as db:
            try:
                return self._matches(db, self._find(db, name)["id"], password)
            except LookupError:
                return False

    def change(self, name, old, new):
        with self._open() as db:
            row = self._find(db, name)
            if not self._matches(db, row["id"], old):
                raise PermissionError(name)
            self._give(db, row["id"], new)

    def start_reset(self, name):
        token = secrets.token_urlsafe(32)
        with self._open() as db:
            db.execute("UPDATE accounts SET token = ? WHERE id = ?", (token, self._find(db, name)["id"]))
        return token

    def finish_reset(self, token, new):
        with self._open() as db:
            row = db.execute("SELECT id FROM accounts WHERE token = ?", (token,)).fetchone()
            if row is None:
                raise LookupError("token")
            self._give(db, row["id"], new)
            db.execute("UPDATE accounts SET token = NULL WHERE id = ?", (row["id"],))

    def set_by_support(self, name, password):
        with self._open() as db:
            self._give(db, self._find(db, name)["id"], password)

    def move(self, name, new_name, new_email, password):
        with self._open() as db:
            row = self._find(db, name)
            if not self._matches(db, row["id"], password):
                raise PermissionError(name)
            if contains(password, new_name, new_email):
                raise Broken("name")
            try:
                db.execute("UPDATE accounts SET name = ?, email = ? WHERE id = ?", (new_name, new_email, row["id"]))
            except sqlite3.IntegrityError:
                raise ValueError(f"{new_name} is taken") from None
