import sqlite3
import string

LETTERS = set(string.ascii_lowercase + string.digits + "-")
# Numbers of accounts are given out once; a deleted plug-in stays in its table, without releases.
PREPARE = """
CREATE TABLE IF NOT EXISTS last_account (number INTEGER NOT NULL);
INSERT INTO last_account SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM last_account);
UPDATE last_account SET number = (SELECT max(id) FROM accounts) WHERE number < (SELECT max(id) FROM accounts);
CREATE TABLE IF NOT EXISTS deleted (plugin TEXT PRIMARY KEY);
CREATE TEMP VIEW present AS SELECT * FROM plugins WHERE name NOT IN (SELECT plugin FROM deleted);
"""


def transaction(function):
    def wrapped(database, *arguments):
        db = sqlite3.connect(database, isolation_level=None)
        try:
            db.executescript(PREPARE)
            db.execute("BEGIN IMMEDIATE")
            result = function(lambda sql, *values: db.execute(sql, values).fetchall(), *arguments)
            db.execute("COMMIT")
            return result
        finally:
            db.close()

    return wrapped


def live(ask, user):
    if not ask("SELECT id FROM accounts WHERE id = ?", user):
        raise LookupError(f"no account {user}")


def present(ask, plugin):
    found = ask("SELECT name, owner FROM present WHERE name = ?", plugin.lower())
    if not found:
        raise LookupError(f"no plug-in {plugin}")
    return found[0]


def mine(ask, user, plugin):
    live(ask, user)
    name, owner = present(ask, plugin)
    if owner != user:
        raise PermissionError(f"{name} belongs to somebody else")
    return name


@transaction
def sign_up(ask, name):
    if ask("SELECT 1 FROM accounts WHERE name = ?", name):
        raise ValueError(f"{name} is taken")
    ((number,),) = ask("UPDATE last_account SET number = number + 1 RETURNING number")
    ask("INSERT INTO accounts VALUES (?, ?)", number, name)
    return number


@transaction
def close(ask, user):
    live(ask, user)
    ask("DELETE FROM offers WHERE recipient = ?1 OR plugin IN (SELECT name FROM plugins WHERE owner = ?1)", user)
    ask("UPDATE plugins SET owner = NULL WHERE owner = ?", user)
    ask("DELETE FROM accounts WHERE id = ?", user)


@transaction
def publish(ask, user, manifest, content):
    live(ask, user)
    name = manifest["name"].lower()
    if not name or set(name) - LETTERS:
        raise ValueError(f"{name!r} has other characters")
    ask("INSERT OR IGNORE INTO plugins VALUES (?, ?)", name, user)
    if ask("SELECT owner FROM plugins WHERE name = ?", name) != [(user,)]:
        raise PermissionError(f"{name} belongs to somebody else")
    if ask("SELECT 1 FROM releases WHERE plugin = ? AND version = ?", name, manifest["version"]):
        raise ValueError("this version is there")
    ask("DELETE FROM deleted WHERE plugin = ?", name)
    ask("INSERT INTO releases VALUES (?, ?, ?)", name, manifest["version"], content)
    return name


@transaction
def delete(ask, user, plugin):
    name = mine(ask, user, plugin)
    ask("DELETE FROM releases WHERE plugin = ?", name)
    ask("DELETE FROM offers WHERE plugin = ?", name)
    ask("INSERT INTO deleted VALUES (?)", name)


@transaction
def offer(ask, user, plugin, name):
    plugin = mine(ask, user, plugin)
    recipients = ask("SELECT id FROM accounts WHERE name = ?", name)
    ask("INSERT OR REPLACE INTO offers VALUES (?, ?)", plugin, recipients[0][0])


@transaction
def withdraw(ask, user, plugin):
    ask("DELETE FROM offers WHERE plugin = ?", mine(ask, user, plugin))


@transaction
def accept(ask, user, plugin):
    live(ask, user)
    name, _ = present(ask, plugin)
    if not ask("DELETE FROM offers WHERE plugin = ? AND recipient = ? RETURNING plugin", name, user):
        raise PermissionError(f"{name} was not offered")
    ask("UPDATE plugins SET owner = ? WHERE name = ?", user, name)


@transaction
def claim(ask, user, plugin, code):
    live(ask, user)
    name, _ = present(ask, plugin)
    codes = [one for (one,) in ask("SELECT code FROM codes WHERE plugin = ?", name)]
    if code not in codes:
        raise PermissionError(f"{name} cannot be claimed")
    ask("DELETE FROM codes WHERE plugin = ?", name)
    ask("UPDATE plugins SET owner = ? WHERE name = ?", user, name)


@transaction
def owner_of(ask, plugin):
    names = ask("SELECT name FROM accounts WHERE id = ?", present(ask, plugin)[1])
    return names[0][0] if names else None


@transaction
def plugins_of(ask, name):
    numbers = ask("SELECT id FROM accounts WHERE name = ?", name)
    return [plugin for (plugin,) in ask("SELECT name FROM present WHERE owner = ? ORDER BY name", numbers[0][0])]
