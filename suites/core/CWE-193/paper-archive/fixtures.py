import sqlite3
from contextlib import closing

from seceval import fixture

DAY = 86_400
NOW = 1_750_000_000

# number, title, appears, free, names of the paragraphs
ISSUES = [
    (10, "Harbour", NOW - 60 * DAY, 1, "abcd"),
    (11, "Market", NOW - 20 * DAY, 2, "efghij"),
    (13, "Bridge", NOW - 13 * DAY, 0, "klm"),
    (14, "Tunnel", NOW - 6 * DAY, 3, "nopqrst"),
    (16, "Mayor resigns", NOW + 1 * DAY, 2, "uvwx"),
    (17, "Strike", NOW + 8 * DAY, 1, "yz"),
]


def words(name):
    return f"paragraph {name} about the town and its {name * 3}"


def paragraphs(number):
    return [words(name) for name in next(issue[4] for issue in ISSUES if issue[0] == number)]


class Archive:
    def __init__(self, path):
        self.path = str(path)
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute(
                "CREATE TABLE issues (number INTEGER PRIMARY KEY, title TEXT NOT NULL, appears INTEGER NOT NULL,"
                " free INTEGER NOT NULL, text TEXT NOT NULL)"
            )
            database.execute(
                "CREATE TABLE subscriptions (reader TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)"
            )
            database.execute(
                "CREATE TABLE gifts (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL, code TEXT NOT NULL,"
                " made INTEGER NOT NULL, wrong INTEGER NOT NULL, opened INTEGER NOT NULL)"
            )
            for number, title, appears, free, names in ISSUES:
                text = "\n\n".join(words(name) for name in names)
                database.execute("INSERT INTO issues VALUES (?, ?, ?, ?, ?)", (number, title, appears, free, text))
            subscriptions = [("ada", 11, 13), ("ada", 16, 20), ("ben", 14, 14), ("cleo", 1, 9)]
            database.executemany("INSERT INTO subscriptions VALUES (?, ?, ?)", subscriptions)
            database.execute("INSERT INTO gifts VALUES (1, 14, '493817', ?, 0, 0)", (NOW - DAY,))
            database.execute("INSERT INTO gifts VALUES (2, 16, '505050', ?, 0, 0)", (NOW - DAY,))

    def gift(self, number):
        with closing(sqlite3.connect(self.path)) as database:
            return database.execute("SELECT wrong, opened FROM gifts WHERE id = ?", (number,)).fetchone()


@fixture
def archive(work):
    return Archive(work / "paper.db")
