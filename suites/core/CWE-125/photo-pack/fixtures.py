import sqlite3
import struct
from contextlib import closing

from seceval import fixture

MINE, THEIRS = 11, 12  # accounts
FOREIGN = b"QZXJ" * 60
PAIRS = ("QZ", "ZX", "XJ", "JQ")


def photo(parts, count=None, magic=b"PHO1"):
    """`parts`: (name, content) or (name, content, place, length) to say something else than the truth."""
    table, contents = b"", b""
    first = 6 + 12 * len(parts)
    for name, content, *told in parts:
        place, length = told or (first + len(contents), len(content))
        table += struct.pack(">4sII", name.encode(), place % 2**32, length % 2**32)
        contents += content
    return magic + struct.pack(">H", len(parts) if count is None else count) + table + contents


def theirs():
    return photo([("thmb", FOREIGN), ("capt", b"QZXJ\0")]) + FOREIGN


class Club:
    def __init__(self, folder):
        self.folder, self.pack, self.rows = folder, b"", []

    def add(self, number, account, content):
        self.rows.append((number, account, len(self.pack), len(content)))
        self.pack += content

    def save(self):
        (self.folder / "photos.pack").write_bytes(self.pack)
        with closing(sqlite3.connect(self.folder / "photos.db")) as database, database:
            database.execute(
                "CREATE TABLE photos (number INTEGER PRIMARY KEY, account INTEGER NOT NULL,"
                " start INTEGER NOT NULL, size INTEGER NOT NULL)"
            )
            database.executemany("INSERT INTO photos VALUES (?, ?, ?, ?)", self.rows)


class Member:
    def __init__(self, client):
        self.client = client

    def get(self, path, account=MINE, **headers):
        return self.client.get(path, headers={"X-Account": str(account), **headers})


@fixture
def serve(solution, web, work):
    """A service whose photo 2 is mine; others lie before it and after it."""

    def serve(content, last=theirs):
        club = Club(work)
        club.add(1, THEIRS, theirs())
        club.add(2, MINE, content)
        club.add(3, THEIRS, last())
        club.add(4, MINE, photo([("exif", b"lens 50 mm"), ("capt", "Möwe\0".encode()), ("thmb", bytes(range(64)))]))
        club.save()
        return Member(web(solution.create_app(str(work))))

    return serve


HARBOUR = photo([("capt", b"Harbour\0 at noon"), ("thmb", b"0123456789"), ("thmb", b"second"), ("raw ", bytes(range(65)))])
