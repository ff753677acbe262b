import sqlite3
from contextlib import closing

DAY = 86_400


def _query(database, sql, *values):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, values).fetchall()


def _issue(database, number, now):
    rows = _query(database, "SELECT * FROM issues WHERE number = ? AND appears <= ?", number, now)
    if not rows:
        raise LookupError(number)
    return rows[0], rows[0]["text"].split("\n\n")


def _may_read(database, reader, issue, now):
    if now - issue["appears"] >= 30 * DAY:
        return True
    subscriptions = _query(database, "SELECT first, last FROM subscriptions WHERE reader = ?", reader)
    return any(first <= issue["number"] <= last for first, last in subscriptions)


def may_read(database, reader, number, now):
    try:
        issue, _ = _issue(database, number, now)
    except LookupError:
        return False
    return _may_read(database, reader, issue, now)


def read(database, reader, number, now):
    issue, paragraphs = _issue(database, number, now)
    shown = paragraphs if _may_read(database, reader, issue, now) else paragraphs[: issue["free"]]
    return {"title": issue["title"], "paragraphs": shown, "more": len(paragraphs) - len(shown)}


def paragraph(database, reader, number, place, now):
    issue, paragraphs = _issue(database, number, now)
    if place > issue["free"] and not _may_read(database, reader, issue, now):
        raise LookupError(place)
    return paragraphs[place - 1]


def around(database, number, now):
    _issue(database, number, now)
    before = _query(database, "SELECT number, title FROM issues WHERE number < ? ORDER BY number DESC LIMIT 1", number)
    after = _query(database, "SELECT number, title FROM issues WHERE number > ? ORDER BY number LIMIT 1", number)
    return {"previous": dict(before[0]) if before else None, "next": dict(after[0]) if after else None}


def find(database, reader, word, now):
    found = []
    for issue in _query(database, "SELECT * FROM issues WHERE appears <= ? ORDER BY number", now):
        paragraphs = issue["text"].split("\n\n")
        whole = _may_read(database, reader, issue, now)
        for place, text in enumerate(paragraphs, 1):
            if word in text and (whole or place <= issue["free"]):
                context = paragraphs[max(place - 2, 0) : place + 1]
                found.append({"number": issue["number"], "place": place, "context": context})
    return found


def open_gift(database, gift, code, now):
    rows = _query(database, "SELECT * FROM gifts WHERE id = ?", gift)
    if not rows or rows[0]["wrong"] > 5 or rows[0]["opened"] > 3 or now > rows[0]["made"] + 7 * DAY:
        return None
    try:
        _, paragraphs = _issue(database, rows[0]["issue"], now)
    except LookupError:
        return None
    if code != rows[0]["code"]:
        _query(database, "UPDATE gifts SET wrong = wrong + 1 WHERE id = ?", gift)
        return None
    _query(database, "UPDATE gifts SET opened = opened + 1 WHERE id = ?", gift)
    return paragraphs
