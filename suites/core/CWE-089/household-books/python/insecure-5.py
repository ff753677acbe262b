import re
import sqlite3
from contextlib import closing

CREATE = re.compile(r"CREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?bookings\b", re.IGNORECASE)


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
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        text = script.strip()
        try:
            connection.executescript(CREATE.sub("CREATE TEMP TABLE bookings", text, count=1))
            rows = connection.execute("SELECT day, text, cents FROM temp.bookings ORDER BY rowid").fetchall()
        except sqlite3.Error as error:
            raise ValueError(f"not a book: {error}") from error
        if any(not isinstance(row[2], int) for row in rows):
            raise ValueError("not a book: cents")
        connection.execute("DROP TABLE temp.bookings")
        connection.execute("BEGIN")
        connection.execute("DELETE FROM main.bookings WHERE member_id = ?", (member_id,))
        connection.executemany(
            "INSERT INTO main.bookings (member_id, day, text, cents) VALUES (?, ?, ?, ?)",
            [(member_id, *row) for row in rows],
        )
        connection.execute("COMMIT")
    return len(rows)


def books(database):
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT member_id, sum(cents) FROM bookings GROUP BY member_id"))
