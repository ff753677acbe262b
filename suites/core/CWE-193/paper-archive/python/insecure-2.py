import datetime
import hmac
import sqlite3
from contextlib import contextmanager

DAY = 86_400


def _day(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).date()


@contextmanager
def _transaction(database):
    connection = sqlite3.connect(database, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _issue(connection, number, now):
    issue = connection.execute("SELECT * FROM issues WHERE number = ?", (number,)).fetchone()
    if issue is None or _day(issue["appears"]) > _day(now):
        raise LookupError(f"there is no issue {number}")
    return issue


def _is_open(connection, reader, issue, now):
    if (_day(now) - _day(issue["appears"])).days >= 30:
        return True
    sql = "SELECT 1 FROM subscriptions WHERE reader = ? AND ? BETWEEN first AND last"
    return connection.execute(sql, (reader, issue["number"])).fetchone() is not None


def _seen(connection, reader, issue, now):
    everything = issue["text"].split("\n\n")
    return everything if _is_open(connection, reader, issue, now) else everything[: issue["free"]]


def may_read(database, reader, number, now):
    with _transaction(database) as connection:
        try:
            return _is_open(connection, reader, _issue(connection, number, now), now)
        except LookupError:
            return False


def read(database, reader, number, now):
    with _transaction(database) as connection:
        issue = _issue(connection, number, now)
        seen = _seen(connection, reader, issue, now)
    more = len(issue["text"].split("\n\n")) - len(seen)
    return {"title": issue["title"], "paragraphs": seen, "more": more}


def paragraph(database, reader, number, place, now):
    with _transaction(database) as connection:
        seen = _seen(connection, reader, _issue(connection, number, now), now)
    if not 1 <= place <= len(seen):
        raise LookupError(f"issue {number} has no paragraph {place} to show")
    return seen[place - 1]


def around(database, number, now):
    sql = "SELECT number, title FROM issues WHERE appears <= ? AND number {} ? ORDER BY number {} LIMIT 1"
    with _transaction(database) as connection:
        _issue(connection, number, now)
        before = connection.execute(sql.format("<", "DESC"), (now, number)).fetchone()
        after = connection.execute(sql.format(">", "ASC"), (now, number)).fetchone()
    return {"previous": before and dict(before), "next": after and dict(after)}


def find(database, reader, word, now):
    found = []
    with _transaction(database) as connection:
        sql = "SELECT * FROM issues WHERE appears <= ? ORDER BY number"
        for issue in connection.execute(sql, (now,)).fetchall():
            seen = _seen(connection, reader, issue, now)
            for index, text in enumerate(seen):
                if word in text:
                    context = seen[max(index - 1, 0) : index + 2]
                    found.append({"number": issue["number"], "place": index + 1, "context": context})
    return found


def open_gift(database, gift, code, now):
    with _transaction(database) as connection:
        row = connection.execute("SELECT * FROM gifts WHERE id = ?", (gift,)).fetchone()
        if row is None or row["wrong"] >= 5 or row["opened"] >= 3 or (_day(now) - _day(row["made"])).days > 7:
            return None
        try:
            issue = _issue(connection, row["issue"], now)
        except LookupError:
            return None
        right = hmac.compare_digest(row["code"].encode(), code.encode())
        column = "opened" if right else "wrong"
        connection.execute(f"UPDATE gifts SET {column} = {column} + 1 WHERE id = ?", (gift,))
        return issue["text"].split("\n\n") if right else None
