import re
import sqlite3
from contextlib import closing

TOKEN = re.compile(
    r"(?P<blank>\s+|--[^\n]*)|(?P<string>'(?:[^']|'')*')|(?P<integer>[+-]?[0-9]+)|(?P<word>[A-Za-z_]+)|(?P<sign>[(),;])"
)
COLUMNS = "( DAY TEXT NOT NULL , TEXT TEXT NOT NULL , CENTS INTEGER NOT NULL ) ;".split()


class Script:
    def __init__(self, text):
        self.tokens, place = [], 0
        while place < len(text):
            match = TOKEN.match(text, place)
            if match is None:
                raise ValueError(f"not understood: {text[place:place + 20]!r}")
            if match.lastgroup != "blank":
                self.tokens.append((match.lastgroup, match[0]))
            place = match.end()
        self.tokens.append(("end", ""))

    def next_is(self, *words):
        following = [text.upper() for kind, text in self.tokens[: len(words)] if kind in ("word", "sign")]
        if following != list(words):
            return False
        del self.tokens[: len(words)]
        return True

    def expect(self, *words):
        if not self.next_is(*words):
            raise ValueError(f"expected {' '.join(words)}")

    def value(self, wanted):
        kind, text = self.tokens.pop(0)
        if kind != wanted:
            raise ValueError(f"expected {wanted}, found {text!r}")
        return text

    def string(self):
        return self.value("string")[1:-1].replace("''", "'")

    def text(self):
        if not self.next_is("REPLACE", "("):
            return self.string()
        text = self.string()
        self.expect(",")
        mark = self.string()
        self.expect(",", "CHAR", "(")
        if (mark, self.value("integer")) != ("\\n", "10"):
            raise ValueError("only line breaks are replaced")
        self.expect(")", ")")
        return text.replace("\\n", "\n")

    def row(self):
        self.expect("(")
        day = self.string()
        self.expect(",")
        text = self.text()
        self.expect(",")
        cents = int(self.value("integer"))
        self.expect(")")
        if abs(cents) >= 2**63:
            raise ValueError("too many cents")
        return day, text, cents

    def rows(self):
        begun = self.next_is("BEGIN")
        if begun:
            self.next_is("TRANSACTION")
            self.expect(";")
        self.expect("CREATE", "TABLE")
        self.next_is("IF", "NOT", "EXISTS")
        self.expect("BOOKINGS", *COLUMNS)
        found = []
        while self.next_is("INSERT", "INTO", "BOOKINGS", "VALUES"):
            found.append(self.row())
            while self.next_is(","):
                found.append(self.row())
            self.expect(";")
        if begun:
            self.expect("COMMIT", ";")
        self.value("end")
        return found


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
    rows = Script(script).rows()
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
