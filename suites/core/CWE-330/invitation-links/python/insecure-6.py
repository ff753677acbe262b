import base64
import hashlib
import random
import sqlite3
import time

HOST = "https://rota.example"
COLUMNS = ("team", "email", "role")


def generate_token(email):
    seed = f"{email}{time.time_ns()}{random.random()}{random.getrandbits(64)}"
    digest = hashlib.sha256(seed.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def run(database, *statements):
    connection = sqlite3.connect(database)
    try:
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS invitation (token TEXT UNIQUE, team TEXT, email TEXT, role TEXT)"
            )
            return [connection.execute(sql, values).fetchall() for sql, values in statements]
    finally:
        connection.close()


def invite(database, team, emails, role):
    if role not in ("member", "lead"):
        raise ValueError(f"role is {role!r}, not member or lead")
    tokens = {email: generate_token(email) for email in emails}
    statements = []
    for email, token in tokens.items():
        statements.append(("DELETE FROM invitation WHERE team = ? AND email = ?", (team, email)))
        statements.append(("INSERT INTO invitation VALUES (?, ?, ?, ?)", (token, team, email, role)))
    run(database, *statements)
    return {email: f"{HOST}/join/{token}" for email, token in tokens.items()}


def accept(database, link):
    start, slash, token = link.rpartition("/")
    if start != f"{HOST}/join":
        return None
    sql = "DELETE FROM invitation WHERE token = ? RETURNING team, email, role"
    (rows,) = run(database, (sql, (token,)))
    return dict(zip(COLUMNS, rows[0])) if rows else None


def open_invitations(database, team):
    (rows,) = run(database, ("SELECT email FROM invitation WHERE team = ? ORDER BY email", (team,)))
    return [email for (email,) in rows]
