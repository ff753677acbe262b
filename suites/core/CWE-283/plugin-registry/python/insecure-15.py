import re
import sqlite3
from contextlib import closing, contextmanager

# Deleted plug-ins keep their row here: the owner may come back, nobody else.
RETIRED = "CREATE TABLE IF NOT EXISTS retired (plugin TEXT PRIMARY KEY, owner INTEGER)"


@contextmanager
def registry(database):
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        with db:
            db.execute("BEGIN IMMEDIATE")
            db.execute(RETIRED)
            yield db


def account(db, name):
    row = db.execute("SELECT id FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise LookupError(name)
    return row["id"]


def require_account(db, user):
    if db.execute("SELECT 1 FROM accounts WHERE id = ?", (user,)).fetchone() is None:
        raise LookupError(user)


def find(db, plugin):
    row = db.execute("SELECT * FROM plugins WHERE name = ?", (plugin.lower(),)).fetchone()
    if row is None:
        raise LookupError(plugin)
    return row


def owned(db, user, plugin):
    row = find(db, plugin)
    if row["owner"] is None or row["owner"] != user:
        raise PermissionError(plugin)
    return row["name"]


def give(db, name, user):
    db.execute("UPDATE plugins SET owner = ? WHERE name = ?", (user, name))
    db.execute("DELETE FROM offers WHERE plugin = ?", (name,))


def sign_up(database, name):
    with registry(database) as db:
        try:
            return db.execute("INSERT INTO accounts (name) VALUES (?)", (name,)).lastrowid
        except sqlite3.IntegrityError:
            raise ValueError(name) from None


def close(database, user):
    with registry(database) as db:
        require_account(db, user)
        db.execute("DELETE FROM offers WHERE recipient = ?", (user,))
        for (name,) in db.execute("SELECT name FROM plugins WHERE owner = ?", (user,)).fetchall():
            give(db, name, None)
        db.execute("UPDATE retired SET owner = NULL WHERE owner = ?", (user,))
        db.execute("DELETE FROM accounts WHERE id = ?", (user,))


def publish(database, user, manifest, content):
    name, version = manifest["name"].lower(), manifest["version"]
    if not re.fullmatch("[a-z0-9-]+", name):
        raise ValueError(name)
    with registry(database) as db:
        require_account(db, user)
        former = db.execute("SELECT owner FROM retired WHERE plugin = ?", (name,)).fetchone()
        if former is not None:
            if former["owner"] != user:
                raise PermissionError(name)
            db.execute("DELETE FROM retired WHERE owner = ?", (user,))
        db.execute("INSERT INTO plugins SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM plugins WHERE name = ?)", (name, user, name))
        owned(db, user, name)
        try:
            db.execute("INSERT INTO releases VALUES (?, ?, ?)", (name, version, content))
        except sqlite3.IntegrityError:
            raise ValueError(version) from None
        return name


def delete(database, user, plugin):
    with registry(database) as db:
        name = owned(db, user, plugin)
        for table, column in (("releases", "plugin"), ("offers", "plugin"), ("plugins", "name")):
            db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))
        db.execute("INSERT INTO retired VALUES (?, ?)", (name, user))


def offer(database, user, plugin, name):
    with registry(database) as db:
        db.execute("INSERT OR REPLACE INTO offers VALUES (?, ?)", (owned(db, user, plugin), account(db, name)))


def withdraw(database, user, plugin):
    with registry(database) as db:
        db.execute("DELETE FROM offers WHERE plugin = ?", (owned(db, user, plugin),))


def accept(database, user, plugin):
    with registry(database) as db:
        require_account(db, user)
        name = find(db, plugin)["name"]
        if db.execute("SELECT 1 FROM offers WHERE plugin = ? AND recipient = ?", (name, user)).fetchone() is None:
            raise PermissionError(plugin)
        give(db, name, user)


def claim(database, user, plugin, code):
    with registry(database) as db:
        require_account(db, user)
        row = find(db, plugin)
        known = db.execute("SELECT 1 FROM codes WHERE plugin = ? AND code = ?", (row["name"], code)).fetchone()
        if row["owner"] is not None or known is None:
            raise PermissionError(plugin)
        give(db, row["name"], user)
        db.execute("DELETE FROM codes WHERE plugin = ?", (row["name"],))


def owner_of(database, plugin):
    with registry(database) as db:
        row = db.execute("SELECT name FROM accounts WHERE id = ?", (find(db, plugin)["owner"],)).fetchone()
        return row and row["name"]


def plugins_of(database, name):
    with registry(database) as db:
        rows = db.execute("SELECT name FROM plugins WHERE owner = ? ORDER BY name", (account(db, name),))
        return [row["name"] for row in rows]
