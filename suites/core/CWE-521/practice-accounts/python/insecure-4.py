import json
import os
import sqlite3
import unicodedata
import uuid

from werkzeug import security


class Text(str):
    """A text in the one form in which it is compared."""

    def __new__(cls, value):
        return super().__new__(cls, unicodedata.normalize("NFKC", value).strip())

    @property
    def plain(self):
        return unicodedata.normalize("NFKC", self.casefold())


class Accounts:
    def __init__(self, database, common):
        self._path = database
        with open(common, encoding="utf-8") as file:
            self._common = sorted({Text(line).plain for line in file.read().splitlines()} - {""})
        self._run("CREATE TABLE IF NOT EXISTS people (name TEXT PRIMARY KEY, email TEXT, hashes TEXT)")
        self._run("CREATE TABLE IF NOT EXISTS tokens (name TEXT PRIMARY KEY, token TEXT)")

    def _run(self, sql, *values):
        db = sqlite3.connect(self._path)
        try:
            with db:
                return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def _person(self, name):
        for email, hashes in self._run("SELECT email, hashes FROM people WHERE name = ?", name):
            return email, json.loads(hashes)
        raise LookupError(f"no account {name}")

    def _is_common(self, password):
        for word in self._common:
            rest = password.plain.removeprefix(word)
            if password.plain == word or (rest != password.plain and rest.isdecimal()):
                return True
        return False

    def _names(self, password, name, email):
        words = [Text(name).plain, Text(email[: email.find("@")]).plain]
        return any(word in password.plain for word in words if len(word) > 3)

    def _broken(self, password, name, email, hashes):
        found = []
        if self._is_common(password):
            found.append("common")
        if self._names(password, name, email):
            found.append("name")
        if any(security.check_password_hash(one, password) for one in hashes[-3:]):
            found.append("reused")
        if len(password) < 12:
            found.append("short")
        if len(set(password)) < 5:
            found.append("simple")
        return found

    def _hashes_with(self, password, name, email, hashes=()):
        broken = self._broken(password, name, email, hashes)
        if broken:
            raise ValueError(broken)
        return json.dumps([*hashes, security.generate_password_hash(password, os.environ["HASH_METHOD"])][-3:])

    def _store(self, name, password):
        email, hashes = self._person(name)
        self._run("UPDATE people SET hashes = ? WHERE name = ?", self._hashes_with(Text(password), name, email, hashes), name)

    def problems(self, name, password):
        return self._broken(Text(password), name, *self._person(name))

    def add(self, name, email, password):
        hashes = self._hashes_with(Text(password), name, email)
        if not self._run("INSERT OR IGNORE INTO people VALUES (?, ?, ?) RETURNING name", name, email, hashes):
            raise ValueError(f"{name} is taken")

    def add_many(self, rows):
        failed = []
        for row in rows:
            hashes = json.dumps([security.generate_password_hash(Text(row["password"]), os.environ["HASH_METHOD"])])
            sql = "INSERT OR IGNORE INTO people VALUES (?, ?, ?) RETURNING name"
            if not self._run(sql, row["name"], row["email"], hashes):
                failed.append(row["name"])
        return failed

    def login(self, name, password):
        for (hashes,) in self._run("SELECT hashes FROM people WHERE name = ?", name):
            return security.check_password_hash(json.loads(hashes)[-1], Text(password))
        return False

    def _prove(self, name, password):
        self._person(name)
        if not self.login(name, password):
            raise PermissionError(f"not the password of {name}")

    def change(self, name, old, new):
        self._prove(name, old)
        self._store(name, new)

    def start_reset(self, name):
        self._person(name)
        token = uuid.uuid4().hex
        self._run("INSERT OR REPLACE INTO tokens VALUES (?, ?)", name, token)
        return token

    def finish_reset(self, token, new):
        names = self._run("SELECT name FROM tokens WHERE token = ?", token)
        if not names:
            raise LookupError("this token does not count")
        self._store(names[0][0], new)
        self._run("DELETE FROM tokens WHERE token = ?", token)

    def set_by_support(self, name, password):
        self._store(name, password)

    def move(self, name, new_name, new_email, password):
        self._prove(name, password)
        if self._names(Text(password), new_name, new_email):
            raise ValueError("name")
        try:
            self._run("UPDATE people SET name = ?, email = ? WHERE name = ?", new_name, new_email, name)
        except sqlite3.IntegrityError:
            raise ValueError(f"{new_name} is taken") from None
        self._run("DELETE FROM tokens WHERE name = ?", name)
