import csv
import io
import sqlite3
from datetime import date

from flask import Flask, Response, abort, g, jsonify, request

SELECT = """SELECT absences.*, people.name, people.team_id FROM absences JOIN people ON people.id = person_id"""


def create_app(database_path):
    app = Flask(__name__)

    def db():
        if "db" not in g:
            g.db = sqlite3.connect(database_path)
            g.db.row_factory = sqlite3.Row
        return g.db

    @app.teardown_appcontext
    def close(error):
        if "db" in g:
            g.db.close()

    @app.before_request
    def identify():
        number = request.headers.get("X-Person", type=int)
        g.person = db().execute("SELECT * FROM people WHERE id = ?", (number,)).fetchone()
        if g.person is None:
            abort(403)

    def is_staff():
        return g.person["role"] == "staff"

    def is_own(row):
        return row["person_id"] == g.person["id"]

    def manages(team):
        return g.person["role"] == "manager" and g.person["team_id"] == team

    def sees_reason(row):
        return is_own(row) or manages(row["team_id"]) or is_staff()

    def sees(row):
        return sees_reason(row) or row["team_id"] == g.person["team_id"]

    def shown(row):
        absence = {"id": row["id"], "person": row["name"], "from": row["starts"], "to": row["ends"]}
        absence["status"] = row["status"]
        if sees_reason(row):
            absence.update(kind=row["kind"], reason=row["reason"])
        return absence

    def find(number):
        row = db().execute(SELECT + " WHERE absences.id = ?", (number,)).fetchone()
        if row is None or not sees(row):
            abort(404)
        return row

    @app.get("/absences")
    def absences():
        sql, values = SELECT + " WHERE 1", []
        if "status" in request.args:
            sql += " AND status = ?"
            values.append(request.args["status"])
        if "text" in request.args:
            sql += " AND instr(reason, ?)"
            values.append(request.args["text"])
        rows = db().execute(sql + " ORDER BY absences.id", values).fetchall()
        return jsonify([shown(row) for row in rows if sees(row)])

    @app.get("/absences/<int:number>")
    def absence(number):
        return jsonify(shown(find(number)))

    @app.post("/absences")
    def enter():
        body = request.get_json()
        person = body.get("person_id", g.person["id"])
        if person != g.person["id"] and not is_staff():
            abort(403)
        cursor = db().execute(
            "INSERT INTO absences (person_id, starts, ends, kind, reason, status) VALUES (?, ?, ?, ?, ?, 'requested')",
            (person, body["from"], body["to"], body["kind"], body["reason"]),
        )
        db().commit()
        return jsonify(shown(find(cursor.lastrowid))), 201

    @app.post("/absences/<int:number>/decision")
    def decide(number):
        row = find(number)
        if is_own(row) or not (manages(row["team_id"]) or is_staff()):
            abort(403)
        db().execute("UPDATE absences SET status = ? WHERE id = ?", (request.get_json()["status"], number))
        db().commit()
        return jsonify(shown(find(number)))

    @app.post("/decisions")
    def decide_many():
        body = request.get_json()
        for number in body["ids"]:
            changed = db().execute("UPDATE absences SET status = ? WHERE id = ?", (body["status"], number))
            if changed.rowcount == 0:
                db().rollback()
                abort(404)
        db().commit()
        return jsonify(decided=len(body["ids"]))

    @app.delete("/absences/<int:number>")
    def delete(number):
        row = find(number)
        if not (is_own(row) and row["status"] == "requested") and not is_staff():
            abort(403)
        db().execute("DELETE FROM absences WHERE id = ?", (number,))
        db().commit()
        return "", 204

    @app.get("/teams/<int:team>/calendar")
    def calendar(team):
        sql = SELECT + " WHERE team_id = ? AND status = 'approved' ORDER BY starts, absences.id"
        rows = db().execute(sql, (team,)).fetchall()
        return jsonify([{"person": row["name"], "from": row["starts"], "to": row["ends"]} for row in rows])

    @app.get("/teams/<int:team>/export.csv")
    def export(team):
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(["id", "person", "from", "to", "kind", "reason", "status"])
        for row in db().execute(SELECT + " WHERE team_id = ? ORDER BY absences.id", (team,)):
            writer.writerow([row[key] for key in ("id", "name", "starts", "ends", "kind", "reason", "status")])
        return Response(file.getvalue(), mimetype="text/csv")

    @app.get("/reports/illness")
    def illness():
        sql = SELECT + " WHERE kind = 'ill' AND status = 'approved' AND substr(starts, 1, 4) = ? ORDER BY person_id"
        days, names = {}, {}
        for row in db().execute(sql, (request.args["year"],)).fetchall():
            length = date.fromisoformat(row["ends"]) - date.fromisoformat(row["starts"])
            days[row["person_id"]] = days.get(row["person_id"], 0) + length.days + 1
            names[row["person_id"]] = row["name"]
        return jsonify([{"person": names[person], "days": count} for person, count in days.items()])

    return app
