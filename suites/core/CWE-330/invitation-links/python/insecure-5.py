import hashlib
import hmac
import sqlite3
from contextlib import closing

PREFIX = "https://rota.example/join/"
LINK_KEY = b"3f1c9f6f0e5d4a1b8c77e2a04d9b6c53"


def connect(database):
    db = sqlite3.connect(database)
    db.execute(
        "CREATE TABLE IF NOT EXISTS invitations ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, team TEXT, email TEXT, role TEXT, token TEXT, used INTEGER DEFAULT 0)"
    )
    db.execute("CREATE INDEX IF NOT EXISTS by_team ON invitations (team, email)")
    db.execute("CREATE INDEX IF NOT EXISTS by_token ON invitations (token)")
    return db


def token_for(number, email):
    return hmac.new(LINK_KEY, f"{number}:{email}".encode(), hashlib.sha256).hexdigest()


def invite(database, team, emails, role):
    if role not in {"member", "lead"}:
        raise ValueError(f"no such role: {role!r}")
    links = {}
    with closing(connect(database)) as db, db:
        for email in emails:
            db.execute("UPDATE invitations SET used = 1 WHERE team = ? AND email = ?", (team, email))
            cursor = db.execute("INSERT INTO invitations (team, email, role) VALUES (?, ?, ?)", (team, email, role))
            token = token_for(cursor.lastrowid, email)
            db.execute("UPDATE invitations SET token = ? WHERE id = ?", (token, cursor.lastrowid))
            links[email] = PREFIX + token
    return links


def accept(database, link):
    if not link.startswith(PREFIX):
        return None
    token = link[len(PREFIX):]
    with closing(connect(database)) as db, db:
        row = db.execute(
            "SELECT id, team, email, role FROM invitations WHERE token = ? AND used = 0", (token,)
        ).fetchone()
        if row is None:
            return None
        db.execute("UPDATE invitations SET used = 1 WHERE id = ?", (row[0],))
        return {"team": row[1], "email": row[2], "role": row[3]}


def open_invitations(database, team):
    with closing(connect(database)) as db:
        rows = db.execute("SELECT email FROM invitations WHERE team = ? AND used = 0 ORDER BY email", (team,))
        return [row[0] for row in rows]
