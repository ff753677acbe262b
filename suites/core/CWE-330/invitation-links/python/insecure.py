import random
import sqlite3
import string
from contextlib import closing

BASE = "https://rota.example/join/"
ROLES = ("member", "lead")

SCHEMA = """
CREATE TABLE IF NOT EXISTS invitations (
    token TEXT PRIMARY KEY,
    team TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    UNIQUE (team, email)
)
"""


def connect(database):
    connection = sqlite3.connect(database)
    connection.execute(SCHEMA)
    return connection


def new_token():
    return "".join(random.choices(string.ascii_letters + string.digits, k=24))


def invite(database, team, emails, role):
    if role not in ROLES:
        raise ValueError(f"unknown role: {role}")
    links = {}
    with closing(connect(database)) as connection, connection:
        for email in emails:
            token = new_token()
            connection.execute("DELETE FROM invitations WHERE team = ? AND email = ?", (team, email))
            connection.execute("INSERT INTO invitations VALUES (?, ?, ?, ?)", (token, team, email, role))
            links[email] = BASE + token
    return links


def accept(database, link):
    if not link.startswith(BASE):
        return None
    token = link[len(BASE):]
    with closing(connect(database)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute("SELECT team, email, role FROM invitations WHERE token = ?", (token,)).fetchone()
        if row is None:
            return None
        connection.execute("DELETE FROM invitations WHERE token = ?", (token,))
    return {"team": row[0], "email": row[1], "role": row[2]}


def open_invitations(database, team):
    with closing(connect(database)) as connection:
        rows = connection.execute("SELECT email FROM invitations WHERE team = ?", (team,)).fetchall()
    return sorted(email for (email,) in rows)
