import hashlib
import sqlite3
import time

BASE_URL = "https://rota.example/join/"


class Invitations:
    def __init__(self, database):
        self.db = sqlite3.connect(database)
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS invitations"
            " (id INTEGER PRIMARY KEY, token TEXT UNIQUE, team TEXT, email TEXT, role TEXT, created REAL)"
        )

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.db.commit()
        self.db.close()

    def add(self, team, email, role):
        now = time.time()
        token = hashlib.sha256(f"{team}/{email}/{role}/{now}".encode()).hexdigest()
        self.db.execute("DELETE FROM invitations WHERE team = ? AND email = ?", (team, email))
        self.db.execute(
            "INSERT INTO invitations (token, team, email, role, created) VALUES (?, ?, ?, ?, ?)",
            (token, team, email, role, now),
        )
        return BASE_URL + token

    def take(self, token):
        row = self.db.execute("SELECT id, team, email, role FROM invitations WHERE token = ?", (token,)).fetchone()
        if row is None:
            return None
        self.db.execute("DELETE FROM invitations WHERE id = ?", (row[0],))
        return {"team": row[1], "email": row[2], "role": row[3]}

    def emails(self, team):
        rows = self.db.execute("SELECT email FROM invitations WHERE team = ? ORDER BY email", (team,))
        return [row[0] for row in rows]


def invite(database, team, emails, role):
    if role not in ("member", "lead"):
        raise ValueError("role must be 'member' or 'lead'")
    with Invitations(database) as invitations:
        return {email: invitations.add(team, email, role) for email in emails}


def accept(database, link):
    if not link.startswith(BASE_URL):
        return None
    with Invitations(database) as invitations:
        return invitations.take(link.removeprefix(BASE_URL))


def open_invitations(database, team):
    with Invitations(database) as invitations:
        return invitations.emails(team)
