import base64
import binascii
import hashlib
import hmac
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing

from seceval import fixture

GUESSES = ("penny-farthing 1871", "tandem for two", "two wheels", "no hands at all")
DIGESTS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "blake2s")


@fixture
def rental(work):
    return str(work / "rental.db")


def copy_of(path):
    copy = path.removesuffix(".db") + "-backup.db"
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(copy)) as backup:
        database.backup(backup)
    return copy


def stored_rows(path):
    """Every row of every table, as (table, values)."""
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = Counter()
        for (name,) in names:
            for row in database.execute('SELECT * FROM "%s"' % name.replace('"', '""')):
                rows[name, row] += 1
                if len(rows) > 500 or any(isinstance(value, str | bytes) and len(value) > 10_000 for value in row):
                    raise ValueError("the file holds far more than the few accounts that were registered")
        return rows


def parts_of(value):
    """A stored value as bytes, and its parts where it is put together of several."""
    whole = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
    return {whole, *re.split(rb"[$:;,|{}\"' ]+", whole)} - {b""}


def in_common(some, others):
    """Values and parts, long enough to mean something, that stand in rows of both."""
    left, right = (
        {part for _table, row in rows for value in row for part in parts_of(value) if len(part) >= 8}
        for rows in (some, others)
    )
    return left & right


def decoded(value):
    """The value, and what it reads as when taken for hexadecimal or base64 text."""
    found = {value}
    for decode in (binascii.unhexlify, _from_base64, _from_url_base64, base64.b85decode, base64.a85decode):
        try:
            found.add(decode(value))
        except ValueError:
            continue
    return found


def _from_base64(value):
    return base64.b64decode(value + b"=" * (-len(value) % 4), validate=True)


def _from_url_base64(value):
    return base64.b64decode(value + b"=" * (-len(value) % 4), altchars=b"-_", validate=True)


def readings(path):
    """All that stands in the file, in every way in which it can be read."""
    return {
        reading
        for _table, row in stored_rows(path)
        for value in row
        for part in parts_of(value)
        for reading in decoded(part)
    }


def guessed_as_text(seen):
    texts = [text for value in seen for text in (value, value[::-1])]
    return [guess for guess in GUESSES if any(guess.encode() in text for text in texts)]


def guessed_by_digest(seen):
    """Guesses of which a digest stands there: of the guess alone, with another value as its salt, or as the key."""
    salts = [value for value in seen if len(value) <= 128]
    return [guess for guess in GUESSES if any(digest in seen for digest in _digests(guess.encode(), salts))]


def _digests(guess, salts):
    for name in DIGESTS:
        yield hashlib.new(name, guess).digest()
        for salt in salts:
            yield hmac.digest(salt, guess, name)
            yield hmac.digest(guess, salt, name)
            for joint in (b"", b":", b"$", b" "):
                yield hashlib.new(name, salt + joint + guess).digest()
                yield hashlib.new(name, guess + joint + salt).digest()


def cost_of_rounds(count):
    """CPU seconds that so many rounds of PBKDF2 with SHA-256 take on this machine."""
    return min(_timed_rounds(count) for _ in range(3))


def _timed_rounds(count):
    start = time.thread_time()
    hashlib.pbkdf2_hmac("sha256", b"two wheels", b"0123456789abcdef", count)
    return time.thread_time() - start


def salt_cells(path, other):
    """Cells of the one account that differ from those of an equal account in another file, as (table, column, value),
    without the longest, which is the hash. Of a hash that holds its own salt in one text nothing is left."""
    cells, others = _cells(path), _cells(other)
    differing = [place for place in cells if place in others and cells[place] != others[place]]
    differing.sort(key=lambda place: len(str(cells[place])))
    return [(*place, cells[place]) for place in differing[:-1]]


def _cells(path):
    """By table and column, for tables of one row."""
    with closing(sqlite3.connect(path)) as database:
        cells = {}
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor = database.execute(f"SELECT * FROM {_quoted(table)}")
            rows = cursor.fetchmany(2)
            if len(rows) == 1:
                cells.update({(table, what[0]): value for what, value in zip(cursor.description, rows[0])})
        return cells


def _quoted(name):
    return '"%s"' % name.replace('"', '""')


def bytes_in(value):
    """The least number of bytes that a cell can stand for."""
    match value:
        case int():
            return (value.bit_length() + 7) // 8
        case bytes():
            return len(value)
        case str():
            return min(len(reading) for reading in decoded(value.encode("utf-8", "surrogateescape")))
        case _:
            return 8


def with_another(path, cell):
    """A copy of the file in which this cell has another value of the same kind and length."""
    table, column, value = cell
    match value:
        case int():
            other = value + 1
        case bytes():
            other = value[:-1] + bytes([value[-1] ^ 1])
        case _:
            other = value[:-1] + ("a" if value[-1] != "a" else "b")
    copy = copy_of(path)
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f"UPDATE {_quoted(table)} SET {_quoted(column)} = ?", (other,))
    return copy


def argon2_work(seen):
    """Of every Argon2 hash that stands there: KiB of memory, times the passes over it."""
    found = [re.search(rb"argon2(?:id|i|d)\$(?:v=\d+\$)?m=(\d+),t=(\d+)", value) for value in seen]
    return [int(one[1]) * int(one[2]) for one in found if one]
