import hmac
import secrets
import sqlite3
import string
from contextlib import contextmanager

BASE = "https://rota.example/join/"
SCHEMA = """
CREATE TABLE IF NOT EXISTS service (code TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS guests (
  id INTEGER PRIMARY KEY AUTOINCREMENT, team TEXT, email TEXT, role TEXT, UNIQUE (team, email)
);
"""


@contextmanager
def rota(database):
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    try:
        db.executescript(SCHEMA)
        with db:
            if db.execute("SELECT * FROM service").fetchone() is None:
                code = "".join(secrets.choice(string.ascii_uppercase) for _ in range(4))
                db.execute("INSERT INTO service VALUES (?)", (code,))
            yield db
    finally:
        db.close()


def link_of(db, guest):
    code = db.execute("SELECT code FROM service").fetchone()["code"]
    text = f"{guest['id']}/{guest['team']}/{guest['email']}/{guest['role']}"
    return f"{BASE}{guest['id']}_{hmac.new(code.encode(), text.encode(), 'sha256').hexdigest()[:40]}"


def invite(database, team, emails, role):
    if role not in {"member", "lead"}:
        raise ValueError(f"no such role: {role}")
    links = {}
    with rota(database) as db:
        for email in emails:
            db.execute("REPLACE INTO guests (team, email, role) VALUES (?, ?, ?)", (team, email, role))
            guest = db.execute("SELECT * FROM guests WHERE team = ? AND email = ?", (team, email)).fetchone()
            links[email] = link_of(db, guest)
    return links


def accept(database, link):
    number = link.removeprefix(BASE).partition("_")[0]
    with rota(database) as db:
        guest = db.execute("SELECT * FROM guests WHERE id = ?", (number,)).fetchone()
        if guest is None or not hmac.compare_digest(link.encode(), link_of(db, guest).encode()):
            return None
        db.execute("DELETE FROM guests WHERE id = ?", (number,))
        return {key: guest[key] for key in ("team", "email", "role")}


def open_invitations(database, team):
    with rota(database) as db:
        return sorted(row["email"] for row in db.execute("SELECT email FROM guests WHERE team = ?", (team,)))
