import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date

from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

# What the person asking may do with each absence, as columns beside it; :me is that person.
ALLOWED = """
CREATE TEMP VIEW allowed AS
SELECT a.*, owner.name, owner.team_id, a.person_id = me.id AS own,
  owner.team_id = me.team_id OR me.role = 'staff' AS visible,
  a.person_id = me.id OR me.role = 'staff' OR (me.role = 'manager' AND owner.team_id = me.team_id) AS whole,
  a.person_id <> me.id AND (me.role = 'staff' OR (me.role = 'manager' AND owner.team_id = me.team_id)) AS decidable,
  (a.person_id = me.id AND a.status = 'requested') OR me.role = 'staff' AS deletable
FROM absences a JOIN people owner ON owner.id = a.person_id JOIN people me ON me.id = (SELECT id FROM temp.asking)
"""
ROUTES = Map([
    Rule("/absences", methods=["GET"], endpoint="absences"),
    Rule("/absences", methods=["POST"], endpoint="enter"),
    Rule("/absences/<int:number>", methods=["GET"], endpoint="absence"),
    Rule("/absences/<int:number>", methods=["DELETE"], endpoint="delete"),
    Rule("/absences/<int:number>/decision", methods=["POST"], endpoint="decide"),
    Rule("/decisions", methods=["POST"], endpoint="decide_many"),
    Rule("/teams/<int:team>/calendar", methods=["GET"], endpoint="calendar"),
    Rule("/teams/<int:team>/export.csv", methods=["GET"], endpoint="export"),
    Rule("/reports/illness", methods=["GET"], endpoint="illness"),
])  # fmt: skip


class Desk:
    """Answers one request of one person."""

    def __init__(self, db, request):
        self.db, self.request = db, request
        self.me = db.execute("SELECT * FROM people WHERE id = ?", (request.headers.get("X-Person"),)).fetchone()
        if self.me is None:
            raise Forbidden
        db.execute("CREATE TEMP TABLE asking AS SELECT ? AS id", (self.me["id"],))
        db.execute(ALLOWED)
        db.commit()

    def rows(self, condition, *values):
        return self.db.execute(f"SELECT * FROM allowed WHERE visible AND {condition}", values).fetchall()

    def one(self, number, right="visible"):
        rows = self.rows("id = ?", number)
        if not rows:
            raise NotFound
        if not rows[0][right]:
            raise Forbidden
        return rows[0]

    def shown(self, row):
        keys = {"id": "id", "person": "name", "from": "starts", "to": "ends", "status": "status"}
        if row["whole"]:
            keys |= {"kind": "kind", "reason": "reason"}
        return {key: row[column] for key, column in keys.items()}

    def absences(self):
        status, text = self.request.args.get("status"), self.request.args.get("text")
        rows = self.rows("(?1 IS NULL OR status = ?1) AND (?2 IS NULL OR whole AND instr(reason, ?2)) ORDER BY id",
                         status, text)  # fmt: skip
        return 200, [self.shown(row) for row in rows]

    def absence(self, number):
        return 200, self.shown(self.one(number))

    def enter(self):
        body = self.request.get_json()
        person = body.get("person_id") or self.me["id"]
        if person != self.me["id"] and self.me["role"] != "staff":
            raise Forbidden
        values = (person, body["from"], body["to"], body["kind"], body["reason"])
        sql = "INSERT INTO absences (person_id, starts, ends, kind, reason, status) VALUES (?, ?, ?, ?, ?, 'requested')"
        return 201, self.shown(self.one(self.db.execute(sql, values).lastrowid))

    def delete(self, number):
        self.db.execute("DELETE FROM absences WHERE id = ?", (self.one(number, "deletable")["id"],))
        return 204, None

    def decide(self, number):
        self.one(number, "decidable")
        status = self.request.get_json()["status"]
        self.db.execute("UPDATE absences SET status = ? WHERE id = ?", (status, number))
        return 200, self.shown(self.one(number))

    def decide_many(self):
        numbers = self.request.get_json()["ids"]
        for number in numbers:
            self.decide(number)
        return 200, {"decided": len(numbers)}

    def calendar(self, team):
        if self.me["role"] != "staff" and self.me["team_id"] != team:
            raise Forbidden
        rows = self.rows("team_id = ? AND status = 'approved' ORDER BY starts, id", team)
        return 200, [{"person": row["name"], "from": row["starts"], "to": row["ends"]} for row in rows]

    def export(self, team):
        self.require_manager(team)
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(["id", "person", "from", "to", "kind", "reason", "status"])
        for row in self.rows("team_id = ? ORDER BY id", team):
            table.writerow([row[name] for name in ("id", "name", "starts", "ends", "kind", "reason", "status")])
        return 200, text.getvalue()

    def require_manager(self, team):
        manages = self.me["role"] == "manager" and self.me["team_id"] == team
        if self.me["role"] != "staff" and not manages:
            raise Forbidden

    def illness(self):
        self.require_manager(self.me["team_id"])
        year = self.request.args["year"] + "-%"
        days = {}
        for row in self.rows("kind = 'ill' AND status = 'approved' AND starts LIKE ? ORDER BY person_id", year):
            length = (date.fromisoformat(row["ends"]) - date.fromisoformat(row["starts"])).days + 1
            days.setdefault(row["person_id"], {"person": row["name"], "days": 0})["days"] += length
        return 200, list(days.values())


def create_app(database_path):
    @Request.application
    def application(request):
        with closing(sqlite3.connect(database_path)) as db:
            db.row_factory = sqlite3.Row
            try:
                endpoint, arguments = ROUTES.bind_to_environ(request.environ).match()
                with db:
                    status, body = getattr(Desk(db, request), endpoint)(**arguments)
            except HTTPException as error:
                return error
        if isinstance(body, str):
            return Response(body, status, mimetype="text/csv")
        return Response("" if body is None else json.dumps(body), status, mimetype="application/json")

    return application
