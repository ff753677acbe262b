import base64
import hashlib
import hmac
import os
import sqlite3

JOIN = "https://rota.example/join/"


def open_file(database):
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    db.execute("CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB)")
    db.execute(
        "CREATE TABLE IF NOT EXISTS invitation ("
        "number INTEGER PRIMARY KEY AUTOINCREMENT, team TEXT, email TEXT, role TEXT, open INTEGER DEFAULT 1)"
    )
    db.execute("INSERT OR IGNORE INTO setting VALUES ('key', ?)", (os.urandom(32),))
    return db


def signature(db, number):
    (key,) = db.execute("SELECT value FROM setting WHERE name = 'key'").fetchone()
    digest = hmac.new(key, str(number).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def invite(database, team, emails, role):
    if role not in ("member", "lead"):
        raise ValueError(role)
    db = open_file(database)
    try:
        links = {}
        for email in emails:
            db.execute("UPDATE invitation SET open = 0 WHERE team = ? AND email = ?", (team, email))
            number = db.execute(
                "INSERT INTO invitation (team, email, role) VALUES (?, ?, ?)", (team, email, role)
            ).lastrowid
            links[email] = f"{JOIN}{number}-{signature(db, number)}"
        db.execute("COMMIT")
        return links
    finally:
        db.close()


def accept(database, link):
    number, dash, signed = link.removeprefix(JOIN).partition("-")
    if not link.startswith(JOIN) or not dash or not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    db = open_file(database)
    try:
        if len(signed) != len(signature(db, int(number))):
            return None
        row = db.execute(
            "UPDATE invitation SET open = 0 WHERE number = ? AND open = 1 RETURNING team, email, role", (int(number),)
        ).fetchone()
        db.execute("COMMIT")
        return dict(zip(("team", "email", "role"), row, strict=True)) if row else None
    finally:
        db.close()


def open_invitations(database, team):
    db = open_file(database)
    try:
        rows = db.execute("SELECT email FROM invitation WHERE team = ? AND open = 1 ORDER BY email", (team,))
        found = [email for (email,) in rows]
        db.execute("COMMIT")
        return found
    finally:
        db.close()
