import secrets
import sqlite3
from contextlib import contextmanager

ADJECTIVES = (
    "amber azure bold brave brisk calm clear clever coral crisp eager early fair fast fine fresh "
    "gentle glad golden grand green happy jolly keen kind light lively lucky merry mild neat noble"
).split()
ANIMALS = (
    "badger bear beaver bison cat crane deer dove duck eagle falcon finch fox frog gull hare "
    "heron horse ibis jay koala lark lynx mole otter owl puffin raven seal swan tiger wren"
).split()
URL = "https://rota.example/join/"


@contextmanager
def opened(database):
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE IF NOT EXISTS invitation (code TEXT PRIMARY KEY, team TEXT, email TEXT, role TEXT)")
    try:
        yield db
        db.commit()
    finally:
        db.close()


def free_code(db):
    while True:
        code = f"{secrets.choice(ADJECTIVES)}-{secrets.choice(ANIMALS)}-{secrets.randbelow(90) + 10}"
        if db.execute("SELECT 1 FROM invitation WHERE code = ?", (code,)).fetchone() is None:
            return code


def invite(database, team, emails, role):
    if role not in ("member", "lead"):
        raise ValueError("unknown role")
    links = {}
    with opened(database) as db:
        for email in emails:
            db.execute("DELETE FROM invitation WHERE team = ? AND email = ?", (team, email))
            code = free_code(db)
            db.execute("INSERT INTO invitation VALUES (?, ?, ?, ?)", (code, team, email, role))
            links[email] = URL + code
    return links


def accept(database, link):
    with opened(database) as db:
        code = link.removeprefix(URL) if link.startswith(URL) else ""
        row = db.execute("SELECT team, email, role FROM invitation WHERE code = ?", (code,)).fetchone()
        db.execute("DELETE FROM invitation WHERE code = ?", (code,))
        return dict(row) if row else None


def open_invitations(database, team):
    with opened(database) as db:
        return sorted(row["email"] for row in db.execute("SELECT email FROM invitation WHERE team = ?", (team,)))
