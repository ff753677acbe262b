import base64
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from seceval import fixture

NOW = 1_780_000_000
OTHER_KEY = base64.b64encode(bytes(range(100, 132))).decode()
_ENCODED = re.compile(rb"[A-Za-z0-9+/_=-]{24,}")


class Records:
    """One file, as the provider sees it."""

    def __init__(self, path):
        self.path = str(path)

    def copy(self, name):
        return Records(shutil.copy(self.path, Path(self.path).with_name(name)))

    def sealed(self, patient, field="notes"):
        with closing(sqlite3.connect(self.path)) as connection:
            row = connection.execute(
                "SELECT sealed FROM fields WHERE patient = ? AND field = ?", (patient, field)
            ).fetchone()
        return as_bytes(row[0])

    def replace(self, patient, field, sealed):
        with closing(sqlite3.connect(self.path)) as connection, connection:
            row = (patient, field, sealed)
            kind = connection.execute("SELECT typeof(sealed) FROM fields LIMIT 1").fetchone()[0]
            connection.execute(
                "INSERT OR REPLACE INTO fields (patient, field, sealed) VALUES (?, ?, CAST(? AS TEXT))"
                if kind == "text"
                else "INSERT OR REPLACE INTO fields (patient, field, sealed) VALUES (?, ?, ?)",
                row,
            )

    def exchange(self, one, other):
        """Exchanges whole rows, in all tables that have a patient and a field."""
        first, second = self.sealed(*one), self.sealed(*other)
        self.replace(*one, second)
        self.replace(*other, first)

    def cells(self, *known):
        """All that is stored, in any table, without what is known to stand there."""
        with closing(sqlite3.connect(self.path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            rows = [row for (name,) in tables for row in connection.execute(f'SELECT * FROM "{name}"')]
        return [as_bytes(cell) for row in rows for cell in row if cell not in known and isinstance(cell, str | bytes)]


def as_bytes(cell):
    return cell.encode() if isinstance(cell, str) else cell


def forms(cell):
    """A cell as it is, and what it holds in base64 or hexadecimal digits."""
    found = [cell]
    for match in _ENCODED.findall(cell):
        stripped = match.rstrip(b"=")
        padded = stripped + b"=" * (-len(stripped) % 4)
        if len(stripped) % 4 != 1:
            found.append(base64.b64decode(padded.replace(b"-", b"+").replace(b"_", b"/")))
        if re.fullmatch(rb"[0-9a-fA-F]+", match) and len(match) % 2 == 0:
            found.append(bytes.fromhex(match.decode()))
    return found


def windows(cell, size=8):
    return {form[place : place + size] for form in forms(cell) for place in range(len(form) - size + 1)}


def common(first, second):
    """What two stored values have in common, by pieces of eight bytes."""
    return windows(first) & windows(second)


def alike(first, second, always):
    """True when two stored values have more in common than any two have; a few pieces are chance beside fixed text."""
    return len(common(first, second) - always) > 5


def xor(first, second):
    return bytes(one ^ other for one, other in zip(first, second))


def same_stream(first, second, difference):
    """Whether two stored values differ exactly as what they hold does: the same stream of key bits lies over both."""
    return any(difference in xor(one, other) for one in forms(first) for other in forms(second))


def random_text(rng, length):
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789 ,.;") for _ in range(length))


@fixture
def still(fresh_solution):
    """The module in a process whose clock stands still, so that times in what it stores are equal anyway."""
    return fresh_solution(frozen_clock=NOW)


@fixture
def records(work):
    path = work / "records.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE fields (patient TEXT NOT NULL, field TEXT NOT NULL, sealed BLOB NOT NULL,"
            " PRIMARY KEY (patient, field))"
        )
    return Records(path)
