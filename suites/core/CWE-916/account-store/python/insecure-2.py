import hashlib
import sqlite3


def query(database, sql, *values):
    db = sqlite3.connect(database)
    try:
        with db:
            db.execute("CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, password TEXT)")
            cursor = db.execute(sql, values)
            return cursor.fetchone() if cursor.description else cursor.rowcount
    finally:
        db.close()


def md5(password):
    return hashlib.md5(password.encode("utf-8")).hexdigest()


def register(database, name, password):
    return query(database, "INSERT OR IGNORE INTO users VALUES (?, ?)", name, md5(password)) == 1


def sign_in(database, name, password):
    found = query(database, "SELECT name FROM users WHERE name = ? AND password = ?", name, md5(password))
    return found is not None


def change_password(database, name, old, new):
    sql = "UPDATE users SET password = ? WHERE name = ? AND password = ?"
    return query(database, sql, md5(new), name, md5(old)) == 1
