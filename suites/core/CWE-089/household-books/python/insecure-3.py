import re
import sqlite3
from contextlib import closing


TRANSACTION = re.compile(r"(begin(\s+transaction)?|commit)\s*;", re.IGNORECASE)
CREATE = re.compile(r"create\s+table\s+(if\s+not\s+exists\s+)?bookings\b[^;]*;", re.IGNORECASE)
INSERT = re.compile(r"insert\s+into\s+bookings\b", re.IGNORECASE)


def statements(script):
    """Comments removed, divided where SQLite sees the end of a statement."""
    text = re.sub(r"('(?:[^']|'')*')|--[^\n]*", lambda match: match[1] or " ", script)
    statement = ""
    for part in re.split(r"(;)", text):
        statement += part
        if part == ";" and sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        raise ValueError("the last statement has no end")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def export_book(database, member_id):
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT day, text, cents FROM bookings WHERE member_id = ? ORDER BY id", (member_id,)
        ).fetchall()
    lines = [
        "BEGIN TRANSACTION;",
        "CREATE TABLE bookings (day TEXT NOT NULL, text TEXT NOT NULL, cents INTEGER NOT NULL);",
        *(f"INSERT INTO bookings VALUES({quoted(day)},{quoted(text)},{cents});" for day, text, cents in rows),
        "COMMIT;",
    ]
    return "".join(f"{line}\n" for line in lines)


def import_book(database, member_id, script):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TEMP TABLE book (day TEXT NOT NULL, text TEXT NOT NULL, cents INTEGER NOT NULL)")
        created = False
        for statement in statements(script):
            if CREATE.fullmatch(statement):
                created = True
            elif not TRANSACTION.fullmatch(statement):
                match = INSERT.match(statement)
                if match is None or not created:
                    raise ValueError(f"not a book: {statement[:40]!r}")
                try:
                    connection.execute("INSERT INTO temp.book" + statement[match.end() :])
                except sqlite3.Error as error:
                    raise ValueError(f"not a book: {error}") from error
        if not created:
            raise ValueError("not a book")
        rows = connection.execute("SELECT day, text, cents FROM temp.book ORDER BY rowid").fetchall()
        if any(not isinstance(row[2], int) for row in rows):
            raise ValueError("not a book: cents")
        connection.execute("DELETE FROM bookings WHERE member_id = ?", (member_id,))
        connection.executemany(
            "INSERT INTO bookings (member_id, day, text, cents) VALUES (?, ?, ?, ?)",
            [(member_id, *row) for row in rows],
        )
    return len(rows)


def books(database):
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT member_id, sum(cents) FROM bookings GROUP BY member_id"))
