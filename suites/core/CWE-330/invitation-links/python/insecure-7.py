import random
import sqlite3
import string
import time
from contextlib import closing

JOIN = "https://rota.example/join/"
CHARACTERS = string.ascii_letters + string.digits + "-_"


class TokenSource:
    def __init__(self):
        self.random = random.Random(time.time_ns())

    def next(self):
        return "".join(self.random.choice(CHARACTERS) for _ in range(40))


def connect(database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE IF NOT EXISTS invitation (team TEXT, email TEXT, role TEXT, token TEXT UNIQUE)")
    return db


def invite(database, team, emails, role):
    if role not in {"member", "lead"}:
        raise ValueError(f"{role!r} is no role")
    source = TokenSource()
    rows = [(team, email, role, source.next()) for email in emails]
    with closing(connect(database)) as db, db:
        db.executemany("DELETE FROM invitation WHERE team = ? AND email = ?", [row[:2] for row in rows])
        db.executemany("INSERT INTO invitation VALUES (?, ?, ?, ?)", rows)
    return {email: JOIN + token for _, email, _, token in rows}


def accept(database, link):
    if not link.startswith(JOIN):
        return None
    with closing(connect(database)) as db, db:
        row = db.execute(
            "DELETE FROM invitation WHERE token = ? RETURNING team, email, role", (link[len(JOIN) :],)
        ).fetchone()
    return {"team": row[0], "email": row[1], "role": row[2]} if row else None


def open_invitations(database, team):
    with closing(connect(database)) as db:
        return [email for (email,) in db.execute("SELECT email FROM invitation WHERE team = ? ORDER BY 1", (team,))]
