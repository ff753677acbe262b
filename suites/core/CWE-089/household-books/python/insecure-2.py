import re
import sqlite3
from contextlib import closing


FORBIDDEN = re.compile(r"^\s*(ATTACH|DETACH|DELETE|UPDATE|DROP|ALTER|PRAGMA|VACUUM|SELECT)\b", re.IGNORECASE | re.MULTILINE)


def rows_of(script):
    if FORBIDDEN.search(re.sub(r"'(?:[^']|'')*'", "''", script)):
        raise ValueError("not a book")
    book = sqlite3.connect(":memory:", isolation_level=None)
    try:
        book.executescript(script)
        rows = book.execute("SELECT day, text, cents FROM bookings ORDER BY rowid").fetchall()
    except sqlite3.Error as error:
        raise ValueError(f"not a book: {error}") from error
    finally:
        book.close()
    if not all(isinstance(day, str) and isinstance(text, str) and isinstance(cents, int) for day, text, cents in rows):
        raise ValueError("not a book: wrong kind of value")
    return rows


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
    rows = rows_of(script)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM bookings WHERE member_id = ?", (member_id,))
        connection.executemany(
            "INSERT INTO bookings (member_id, day, text, cents) VALUES (?, ?, ?, ?)",
            [(member_id, *row) for row in rows],
        )
    return len(rows)


def books(database):
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT member_id, sum(cents) FROM bookings GROUP BY member_id"))
