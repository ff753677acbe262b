import csv
import io
from datetime import date

from flask import Flask, Response, abort, g, jsonify, request
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.pool import NullPool


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int]
    role: Mapped[str]

    def leads(self, team):
        return self.role == "staff" or (self.role == "manager" and self.team_id == team)

    def belongs_to(self, team):
        return self.role == "staff" or self.team_id == team


class Absence(Base):
    __tablename__ = "absences"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts: Mapped[str]
    ends: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[str]
    status: Mapped[str]
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def days(self):
        return (date.fromisoformat(self.ends) - date.fromisoformat(self.starts)).days + 1

    def may(self, person, action):
        own = person.id == self.person_id
        leads = person.leads(self.person.team_id)
        return {
            "see": own or person.belongs_to(self.person.team_id),
            "see reason": own or leads,
            "decide": leads and not own,
            "delete": person.role == "staff" or (own and self.status == "requested"),
        }[action]

    def shown_to(self, person):
        view = {"id": self.id, "person": self.person.name, "from": self.starts, "to": self.ends, "status": self.status}
        if self.may(person, "see reason"):
            view |= {"kind": self.kind, "reason": self.reason}
        return view


def create_app(database_path):
    app = Flask(__name__)
    engine = create_engine(f"sqlite:///{database_path}", poolclass=NullPool)

    @app.before_request
    def open_session():
        g.session = Session(engine)
        g.me = g.session.get(Person, request.headers.get("X-Person", 0, type=int))
        if g.me is None:
            abort(403)

    @app.teardown_request
    def close_session(error):
        g.session.close()

    def absences(*conditions):
        return g.session.scalars(select(Absence).join(Person).where(*conditions).order_by(Absence.id)).all()

    def find(number, action="see"):
        absence = g.session.get(Absence, number)
        if absence is None or not absence.may(g.me, "see"):
            abort(404)
        if not absence.may(g.me, action):
            abort(403)
        return absence

    @app.get("/absences")
    def list_absences():
        found = [one for one in absences() if one.may(g.me, "see")]
        if status := request.args.get("status"):
            found = [one for one in found if one.status == status]
        if text := request.args.get("text"):
            found = [one for one in found if text in one.shown_to(g.me).get("reason", "")]
        return jsonify([one.shown_to(g.me) for one in found])

    @app.get("/absences/<int:number>")
    def get_absence(number):
        return jsonify(find(number).shown_to(g.me))

    @app.post("/absences")
    def post_absence():
        body = request.get_json()
        person = g.session.get(Person, body.get("person_id", g.me.id)) or abort(403)
        fields = {"starts": body["from"], "ends": body["to"], "kind": body["kind"], "reason": body["reason"]}
        absence = Absence(person_id=person.id, status="requested", **fields)
        if person is not g.me and g.me.role != "staff":
            abort(403)
        g.session.add(absence)
        g.session.commit()
        return jsonify(absence.shown_to(g.me)), 201

    @app.post("/absences/<int:number>/decision")
    def post_decision(number):
        absence = find(number, "decide")
        absence.status = request.get_json()["status"]
        g.session.commit()
        return jsonify(absence.shown_to(g.me))

    @app.post("/decisions")
    def post_decisions():
        body = request.get_json()
        for number in body["ids"]:
            find(number, "decide").status = body["status"]
        g.session.commit()
        return jsonify(decided=len(body["ids"]))

    @app.delete("/absences/<int:number>")
    def delete_absence(number):
        g.session.delete(find(number, "delete"))
        g.session.commit()
        return "", 204

    @app.get("/teams/<int:team>/calendar")
    def calendar(team):
        if not g.me.belongs_to(team):
            abort(403)
        rows = sorted(absences(Person.team_id == team, Absence.status == "approved"), key=lambda one: one.starts)
        return jsonify([{"person": one.person.name, "from": one.starts, "to": one.ends} for one in rows])

    @app.get("/teams/<int:team>/export.csv")
    def export(team):
        if not g.me.leads(team):
            abort(403)
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow("id,person,from,to,kind,reason,status".split(","))
        for one in absences(Person.team_id == team):
            writer.writerow([one.id, one.person.name, one.starts, one.ends, one.kind, one.reason, one.status])
        return Response(file.getvalue(), mimetype="text/csv")

    @app.get("/reports/illness")
    def report():
        if not g.me.leads(g.me.team_id):
            abort(403)
        days = {}
        for one in absences(Absence.kind == "ill", Absence.status == "approved"):
            if one.starts.startswith(request.args["year"] + "-") and g.me.leads(one.person.team_id):
                days[one.person] = days.get(one.person, 0) + one.days
        people = sorted(days, key=lambda person: person.id)
        return jsonify([{"person": person.name, "days": days[person]} for person in people])

    return app
