import re
import sqlite3
from contextlib import closing


BLANK = r"(?:\s|--[^\n]*(?:\n|\Z))"
STRING = r"'(?:[^']|'')*'"
REPLACED = r"replace_\(_STRING_,_'\\n'_,_char_\(_10_\)_\)".replace("_", f"{BLANK}*").replace("STRING", STRING)


def shape(text):
    """A pattern from words and signs, with blanks where they may be."""
    parts = [one if one in ("STRING", "NUMBER") else re.escape(one) for one in text.split()]
    joined = parts[0]
    for before, after in zip(parts, parts[1:]):
        needed = re.match(r"\w", before) and re.match(r"\w", after)
        joined += BLANK + ("+" if needed else "*") + after
    return joined.replace("STRING", f"({STRING}|{REPLACED})").replace("NUMBER", "([+-]?[0-9]{1,18})")


ROW = re.compile(shape("( STRING , STRING , NUMBER )"), re.IGNORECASE)
COLUMNS = "( day text not null , text text not null , cents integer not null ) ;"
BEGIN = re.compile(f"{BLANK}*(?:{shape('begin ;')}|{shape('begin transaction ;')})", re.IGNORECASE)
CREATE = re.compile(
    f"{BLANK}*(?:{shape('create table bookings ' + COLUMNS)}|{shape('create table if not exists bookings ' + COLUMNS)})",
    re.IGNORECASE,
)
INSERT = re.compile(f"{BLANK}*{shape('insert into bookings values')}{BLANK}*", re.IGNORECASE)
BETWEEN = re.compile(f"{BLANK}*([,;]){BLANK}*")
COMMIT = re.compile(f"{BLANK}*{shape('commit ;')}", re.IGNORECASE)
END = re.compile(f"{BLANK}*\\Z")


def decoded(value):
    text = re.search(STRING, value)[0][1:-1].replace("''", "'")
    return text if value.startswith("'") else text.replace("\\n", "\n")


def rows_of(script):
    place, rows = 0, []

    def take(pattern, optional=False):
        nonlocal place
        match = pattern.match(script, place)
        if match is None and not optional:
            raise ValueError(f"not a book, at {script[place:place + 30]!r}")
        place = match.end() if match else place
        return match

    begun = take(BEGIN, optional=True)
    take(CREATE)
    while take(INSERT, optional=True):
        while True:
            day, text, cents = take(ROW).groups()
            rows.append((decoded(day), decoded(text), int(cents)))
            if take(BETWEEN)[1] == ";":
                break
    if begun:
        take(COMMIT)
    take(END)
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
