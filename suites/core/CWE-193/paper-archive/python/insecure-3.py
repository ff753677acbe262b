import sqlite3
from dataclasses import dataclass
from itertools import pairwise


@dataclass
class Issue:
    number: int
    title: str
    paragraphs: list
    whole: bool
    seen: list


class Archive:
    def __init__(self, database, reader, now):
        self.connection = sqlite3.connect(database)
        self.now = now
        sql = """
            SELECT number, title, text, free,
              appears + 2592000 <= :now OR EXISTS (
                SELECT * FROM subscriptions WHERE reader = :reader AND first <= number AND last + 1 >= number)
            FROM issues WHERE appears <= :now ORDER BY number
        """
        self.issues = {}
        for number, title, text, free, whole in self.connection.execute(sql, {"now": now, "reader": reader}):
            paragraphs = text.split("\n\n")
            self.issues[number] = Issue(number, title, paragraphs, bool(whole), paragraphs[: len(paragraphs) if whole else free + 1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()


def may_read(database, reader, number, now):
    with Archive(database, reader, now) as archive:
        issue = archive.issues.get(number)
        return issue is not None and issue.whole


def read(database, reader, number, now):
    with Archive(database, reader, now) as archive:
        issue = archive.issues[number]
        more = len(issue.paragraphs) - len(issue.seen)
        return {"title": issue.title, "paragraphs": issue.seen, "more": more}


def paragraph(database, reader, number, place, now):
    with Archive(database, reader, now) as archive:
        return archive.issues[number].seen[place - 1]


def around(database, number, now):
    with Archive(database, None, now) as archive:
        archive.issues[number]
        shown = [{"number": issue.number, "title": issue.title} for issue in archive.issues.values()]
    around = {"previous": None, "next": None}
    for lower, higher in pairwise(shown):
        if higher["number"] == number:
            around["previous"] = lower
        if lower["number"] == number:
            around["next"] = higher
    return around


def find(database, reader, word, now):
    hits = []
    with Archive(database, reader, now) as archive:
        for issue in archive.issues.values():
            padded = [None, *issue.seen, None]
            for place, three in enumerate(zip(padded, padded[1:], padded[2:]), 1):
                if word in three[1]:
                    context = [text for text in three if text is not None]
                    hits.append({"number": issue.number, "place": place, "context": context})
    return hits


def open_gift(database, gift, code, now):
    valid = "id = ? AND wrong < 5 AND opened < 3 AND made >= ? AND issue IN (SELECT number FROM issues WHERE appears <= ?)"
    values = (gift, now - 7 * 86_400, now)
    with Archive(database, None, now) as archive, archive.connection as connection:
        opened = connection.execute(f"UPDATE gifts SET opened = opened + 1 WHERE {valid} AND code = ?", (*values, code))
        if opened.rowcount == 0:
            connection.execute(f"UPDATE gifts SET wrong = wrong + 1 WHERE {valid} AND code <> ?", (*values, code))
            return None
        (number,) = connection.execute("SELECT issue FROM gifts WHERE id = ?", (gift,)).fetchone()
        return archive.issues[number].paragraphs
