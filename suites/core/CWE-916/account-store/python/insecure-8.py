import hashlib
import hmac
import sqlite3
from contextlib import closing


def connect(database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE IF NOT EXISTS members (name TEXT PRIMARY KEY, key BLOB NOT NULL)")
    return db


def key_of(name, password):
    salt = hashlib.sha256(f"rental/{name}".encode()).digest()
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def is_password(db, name, password):
    row = db.execute("SELECT key FROM members WHERE name = ?", (name,)).fetchone()
    return row is not None and hmac.compare_digest(row[0], key_of(name, password))


def register(database, name, password):
    with closing(connect(database)) as db, db:
        sql = "INSERT INTO members SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM members WHERE name = ?)"
        return db.execute(sql, (name, key_of(name, password), name)).rowcount == 1


def sign_in(database, name, password):
    with closing(connect(database)) as db:
        return is_password(db, name, password)


def change_password(database, name, old, new):
    with closing(connect(database)) as db, db:
        if not is_password(db, name, old):
            return False
        db.execute("UPDATE members SET key = ? WHERE name = ?", (key_of(name, new), name))
        return True
