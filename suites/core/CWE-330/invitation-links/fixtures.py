import sqlite3
from contextlib import closing
from math import log2

from seceval import fixture

LINK = "https://rota.example/join/"


def tokens(links):
    return [link.removeprefix(LINK) for link in links.values()]


def addresses(count):
    return [f"guest-{number}@ward.example" for number in range(count)]


def visible_bits(texts):
    """At most this many bits differ between the texts: the characters seen at each place, as if independent."""
    shortest = min(len(text) for text in texts)
    return sum(log2(len({text[place] for text in texts})) for place in range(shortest))


def neighbours(token):
    """Texts that differ from a token in one character, and its first half. Case and the last two characters are left
    alone: an answer may compare without case, or decode a text whose last bits mean nothing."""
    for place, character in enumerate(token[:-2]):
        yield token[:place] + ("7" if character != "7" else "4") + token[place + 1 :]
    yield token[: len(token) // 2]


@fixture
def rota(work):
    return str(work / "rota.db")


@fixture
def services(work):
    """Files of twenty installations of the planner, each in a folder of its own."""
    for number in range(20):
        (work / f"service-{number}").mkdir()
    return [str(work / f"service-{number}" / "rota.db") for number in range(20)]


def copy_of(path, copy=None):
    copy = copy or path.removesuffix(".db") + "-backup.db"
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(copy)) as backup:
        database.backup(backup)
    return copy


def varied_bits(paths):
    """At most this many bits differ between these files of new services: all that one of them could keep secret."""
    files = [_cells(path) for path in paths]
    shared = set(files[0]).intersection(*files)
    return sum(visible_bits([cells[place] for cells in files]) for place in shared)


def _cells(path):
    """By table, place of the row, and column."""
    with closing(sqlite3.connect(path)) as database:
        cells = {}
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            quoted = '"%s"' % table.replace('"', '""')
            for number, row in enumerate(database.execute(f"SELECT * FROM {quoted}").fetchmany(20)):
                for column, value in enumerate(row):
                    cells[table, number, column] = value if isinstance(value, bytes) else str(value)
        return cells
