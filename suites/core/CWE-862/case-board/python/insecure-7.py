import json
import sqlite3

# What each user sees, and whether they may change it.
VIEWS = """
CREATE TEMP VIEW sight AS
  SELECT users.name AS user, role <> 'customer' AS inner, cases.id AS case_id,
    role <> 'customer' AND users.team = cases.team AS changes
  FROM users, cases
  WHERE reporter = users.name OR (role IN ('agent', 'lead') AND users.team = cases.team
    AND (NOT confidential OR role = 'lead' OR assignee = users.name));
CREATE TEMP VIEW readable AS
  SELECT sight.user, comments.* FROM sight JOIN comments USING (case_id) WHERE inner OR NOT internal;
"""
COLUMNS = ["title", "status", "assignee", "confidential"]


class Board:
    def __init__(self, database, user):
        self.path = database
        self.me = user

    def _transaction(self, work):
        db = sqlite3.connect(self.path, isolation_level=None)
        try:
            db.executescript(VIEWS)
            db.execute("BEGIN EXCLUSIVE")
            db.execute("CREATE TABLE IF NOT EXISTS former (id INTEGER PRIMARY KEY, user, case_id, state TEXT)")
            result = work(lambda sql, *values: db.execute(sql, values).fetchall())
            db.execute("COMMIT")
            return result
        finally:
            db.close()

    def _look(self, ask, case, change=False):
        found = ask("SELECT inner, changes FROM sight WHERE user = ? AND case_id = ?", self.me, case)
        if not found:
            raise LookupError(f"no case {case}")
        if change and not found[0][1]:
            raise PermissionError(f"case {case} cannot be changed")
        return found[0][0]

    def _tell(self, ask, case, text, internal=0):
        ask(
            "INSERT INTO outbox (recipient, text) SELECT user, ? FROM watchers JOIN sight USING (user, case_id)"
            " WHERE case_id = ? AND user <> ? AND inner >= ?",
            text, case, self.me, internal,
        )  # fmt: skip

    def cases(self, text=""):
        def work(ask):
            return ask(
                "SELECT id FROM cases JOIN sight ON case_id = id AND user = ?1 WHERE instr(title, ?2) OR EXISTS"
                " (SELECT 1 FROM readable WHERE readable.user = ?1 AND readable.case_id = cases.id AND instr(text, ?2))"
                " ORDER BY id",
                self.me, text,
            )  # fmt: skip

        return [number for (number,) in self._transaction(work)]

    def read(self, case):
        def work(ask):
            self._look(ask, case)
            (title, status, assignee, confidential) = ask(f"SELECT {', '.join(COLUMNS)} FROM cases WHERE id = ?", case)[0]
            sql = "SELECT id, author, text FROM readable WHERE user = ? AND case_id = ? ORDER BY id"
            comments = [dict(zip(("id", "author", "text"), row, strict=True)) for row in ask(sql, self.me, case)]
            return {"id": case, "title": title, "status": status, "assignee": assignee,
                    "confidential": confidential == 1, "comments": comments}  # fmt: skip

        return self._transaction(work)

    def recent(self, count):
        def work(ask):
            sql = "SELECT id, case_id, text FROM readable WHERE user = ? ORDER BY id DESC LIMIT ?"
            return [{"id": row[0], "case": row[1], "text": row[2]} for row in ask(sql, self.me, count)]

        return self._transaction(work)

    def summary(self):
        def work(ask):
            sql = "SELECT status, count(*) FROM cases JOIN sight ON case_id = id AND user = ? GROUP BY status"
            return {"open": 0, "closed": 0, **dict(ask(sql, self.me))}

        return self._transaction(work)

    def watch(self, case):
        def work(ask):
            self._look(ask, case)
            ask("INSERT OR IGNORE INTO watchers VALUES (?, ?)", case, self.me)

        self._transaction(work)

    def unwatch(self, case):
        self._transaction(lambda ask: ask("DELETE FROM watchers WHERE case_id = ? AND user = ?", case, self.me))

    def comment(self, case, text, internal=False):
        def work(ask):
            if not ask("SELECT 1 FROM cases WHERE id = ?", case):
                raise LookupError(case)
            if internal and not any(row[0] for row in ask("SELECT inner FROM sight WHERE user = ?", self.me)):
                raise PermissionError("internal comments are for the team")
            sql = "INSERT INTO comments (case_id, author, text, internal) VALUES (?, ?, ?, ?) RETURNING id"
            ((number,),) = ask(sql, case, self.me, text, internal)
            self._tell(ask, case, f"Case {case}: {text}", int(internal))
            return number

        return self._transaction(work)

    def change(self, case, changes):
        def work(ask):
            if not self._look(ask, case) and "confidential" not in changes:
                raise PermissionError(case)
            names = [name for name in COLUMNS if name in changes]
            if "assignee" in names and changes["assignee"] is not None:
                sql = "SELECT 1 FROM users JOIN cases USING (team) WHERE name = ? AND role <> 'customer' AND cases.id = ?"
                if not ask(sql, changes["assignee"], case):
                    raise ValueError("no such colleague")
            old = {name: ask(f"SELECT {name} FROM cases WHERE id = ?", case)[0][0] for name in names}
            ask("INSERT INTO former (user, case_id, state) VALUES (?, ?, ?)", self.me, case, json.dumps(old))
            self._store(ask, case, {name: changes[name] for name in names})

        self._transaction(work)

    def _store(self, ask, case, values):
        for name, value in values.items():
            ask(f"UPDATE cases SET {name} = ? WHERE id = ?", value, case)
        self._tell(ask, case, f"Case {case} was changed: " + ask("SELECT title FROM cases WHERE id = ?", case)[0][0])

    def undo(self):
        def work(ask):
            for number, case, state in ask("SELECT id, case_id, state FROM former WHERE user = ? ORDER BY -id", self.me):
                self._look(ask, case, change=True)
                self._store(ask, case, json.loads(state))
                ask("DELETE FROM former WHERE id = ?", number)
                return case
            raise LookupError("nothing was changed")

        return self._transaction(work)

    def merge(self, case, into):
        def work(ask):
            for number in (case, into):
                self._look(ask, number)
            if case == into:
                raise ValueError("these cannot be merged")
            ask("UPDATE cases SET confidential = (SELECT max(confidential) FROM cases WHERE id IN (?1, ?2)) WHERE id = ?2",
                case, into)  # fmt: skip
            ask("UPDATE comments SET case_id = ? WHERE case_id = ?", into, case)
            ask("INSERT OR IGNORE INTO watchers SELECT ?, user FROM watchers WHERE case_id = ?", into, case)
            for table in ("watchers", "former"):
                ask(f"DELETE FROM {table} WHERE case_id = ?", case)
            ask("DELETE FROM cases WHERE id = ?", case)

        self._transaction(work)
