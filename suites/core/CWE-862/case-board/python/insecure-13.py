import json
import sqlite3
from contextlib import closing, contextmanager

FIELDS = ("title", "status", "assignee", "confidential")
UNDO = "CREATE TABLE IF NOT EXISTS undo (id INTEGER PRIMARY KEY, user TEXT, case_id INTEGER, old TEXT)"


class Board:
    def __init__(self, database, user):
        self.database, self.user = database, user

    @contextmanager
    def _open(self):
        with closing(sqlite3.connect(self.database)) as db:
            db.row_factory = sqlite3.Row
            with db:
                db.execute("BEGIN IMMEDIATE")
                db.execute(UNDO)
                yield db

    def _person(self, db, name):
        return db.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()

    def _sees(self, person, case):
        if person is None:
            return False
        if person["name"] == case["reporter"]:
            return True
        if person["role"] == "customer" or person["team"] != case["team"]:
            return False
        return not case["confidential"] or person["role"] == "lead" or person["name"] == case["assignee"]

    def _case(self, db, number):
        case = db.execute("SELECT * FROM cases WHERE id = ?", (number,)).fetchone()
        if case is None or not self._sees(self._person(db, self.user), case):
            raise LookupError(number)
        return case

    def _for_change(self, db, number):
        case = self._case(db, number)
        person = self._person(db, self.user)
        if person["role"] == "customer":
            raise PermissionError(number)
        return case

    def _visible(self, db):
        person = self._person(db, self.user)
        return [case for case in db.execute("SELECT * FROM cases ORDER BY id").fetchall() if self._sees(person, case)]

    def _comments(self, db, case):
        internal = self._person(db, self.user)["role"] != "customer"
        sql = "SELECT * FROM comments WHERE case_id = ? AND (NOT internal OR ?) ORDER BY id"
        return db.execute(sql, (case["id"], internal)).fetchall()

    def _notify(self, db, number, text, internal=False):
        case = db.execute("SELECT * FROM cases WHERE id = ?", (number,)).fetchone()
        watchers = "SELECT user FROM watchers WHERE case_id = ? AND user <> ?"
        for (name,) in db.execute(watchers, (number, self.user)).fetchall():
            person = self._person(db, name)
            if self._sees(person, case) and not (internal and person["role"] == "customer"):
                db.execute("INSERT INTO outbox (recipient, text) VALUES (?, ?)", (name, text))

    def cases(self, text=""):
        with self._open() as db:
            return [
                case["id"]
                for case in self._visible(db)
                if text in case["title"] or any(text in one["text"] for one in self._comments(db, case))
            ]

    def read(self, case):
        with self._open() as db:
            row = self._case(db, case)
            comments = [{name: one[name] for name in ("id", "author", "text")} for one in self._comments(db, row)]
            return {
                "id": case, "title": row["title"], "status": row["status"], "assignee": row["assignee"],
                "confidential": bool(row["confidential"]), "comments": comments,
            }  # fmt: skip

    def recent(self, count):
        with self._open() as db:
            found = [one for case in self._visible(db) for one in self._comments(db, case)]
            found.sort(key=lambda one: one["id"], reverse=True)
            return [{"id": one["id"], "case": one["case_id"], "text": one["text"]} for one in found[:count]]

    def summary(self):
        with self._open() as db:
            statuses = [case["status"] for case in self._visible(db)]
            return {status: statuses.count(status) for status in ("open", "closed")}

    def watch(self, case):
        with self._open() as db:
            self._case(db, case)
            db.execute("INSERT OR IGNORE INTO watchers VALUES (?, ?)", (case, self.user))

    def unwatch(self, case):
        with self._open() as db:
            self._case(db, case)
            db.execute("DELETE FROM watchers WHERE case_id = ? AND user = ?", (case, self.user))

    def comment(self, case, text, internal=False):
        with self._open() as db:
            self._case(db, case)
            if internal and self._person(db, self.user)["role"] == "customer":
                raise PermissionError("internal")
            sql = "INSERT INTO comments (case_id, author, text, internal) VALUES (?, ?, ?, ?)"
            number = db.execute(sql, (case, self.user, text, int(internal))).lastrowid
            self._notify(db, case, f"Case {case}: {text}", internal)
            return number

    def _apply(self, db, case, values):
        for name, value in values.items():
            db.execute(f"UPDATE cases SET {name} = ? WHERE id = ?", (value, case["id"]))
        title = values.get("title", case["title"])
        self._notify(db, case["id"], f"Case {case['id']} was changed: {title}")

    def change(self, case, changes):
        with self._open() as db:
            row = self._for_change(db, case)
            values = {name: changes[name] for name in FIELDS if name in changes}
            if values.get("assignee") is not None:
                person = self._person(db, values["assignee"])
                if person is None or person["role"] == "customer" or person["team"] != row["team"]:
                    raise ValueError("assignee")
            old = json.dumps({name: row[name] for name in values})
            db.execute("INSERT INTO undo (user, case_id, old) VALUES (?, ?, ?)", (self.user, case, old))
            self._apply(db, row, values)

    def undo(self):
        with self._open() as db:
            last = db.execute("SELECT * FROM undo WHERE user = ? ORDER BY id DESC LIMIT 1", (self.user,)).fetchone()
            if last is None:
                raise LookupError("nothing to take back")
            row = self._for_change(db, last["case_id"])
            db.execute("DELETE FROM undo WHERE id = ?", (last["id"],))
            self._apply(db, row, json.loads(last["old"]))
            return last["case_id"]

    def merge(self, case, into):
        with self._open() as db:
            one, other = self._for_change(db, case), self._for_change(db, into)
            if case == into:
                raise ValueError("one case")
            db.execute("UPDATE comments SET case_id = ? WHERE case_id = ?", (into, case))
            db.execute("UPDATE OR IGNORE watchers SET case_id = ? WHERE case_id = ?", (into, case))
            db.execute("DELETE FROM watchers WHERE case_id = ?", (case,))
            confidential = one["confidential"] or other["confidential"]
            db.execute("UPDATE cases SET confidential = ? WHERE id = ?", (confidential, into))
            db.execute("DELETE FROM undo WHERE case_id = ?", (case,))
            db.execute("DELETE FROM cases WHERE id = ?", (case,))
