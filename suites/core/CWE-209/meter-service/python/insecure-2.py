import math
import os
import re
import secrets
import sqlite3
import traceback
from contextlib import closing
from datetime import date
from pathlib import Path

import requests
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

MESSAGES = {
    "invalid": (400, "The request is not complete, or one of its values is not allowed."),
    "not-found": (404, "There is nothing with this number or name."),
    "duplicate": (409, "There is already a reading for this day."),
    "prices": (502, "Prices are not available at the moment. Please try again later."),
    "internal": (500, "Something went wrong on our side. Please tell our support the reference."),
}


class Failure(Exception):
    def __init__(self, error, message=None):
        super().__init__(error)
        self.error, self.message = error, message


def create_app(config):
    app = Flask(__name__)

    def respond(error, message=None):
        status, usual = MESSAGES[error]
        message = message or usual
        reference = secrets.token_hex(6)
        if status >= 500:
            with open(config["log"], "a", encoding="utf-8") as log:
                log.write(f"{reference} {request.method} {request.path}\n{traceback.format_exc()}\n")
        return jsonify(error=error, message=message, reference=reference), status

    @app.errorhandler(Exception)
    def failed(exception):
        if isinstance(exception, Failure):
            return respond(exception.error, exception.message)
        if isinstance(exception, HTTPException) and exception.code < 500:
            return respond("not-found" if exception.code in (404, 405) else "invalid")
        return respond("internal")

    def run(sql, *values):
        with closing(sqlite3.connect(config["database"])) as db, db:
            return db.execute(sql, values).fetchall()

    def zone(meter):
        found = run("SELECT zone FROM mtr_master WHERE id = ?", meter) if meter < 2**63 else []
        if not found:
            raise Failure("not-found")
        return found[0][0]

    @app.get("/meters/<int:meter>/readings")
    def readings(meter):
        zone(meter)
        rows = run("SELECT day, kwh FROM mtr_rdg_2019 WHERE meter = ? ORDER BY day", meter)
        return jsonify(readings=[{"day": day, "kwh": kwh} for day, kwh in rows])

    @app.post("/meters/<int:meter>/readings")
    def add(meter):
        zone(meter)
        data = request.get_json(silent=True, force=True)
        if not isinstance(data, dict):
            raise Failure("invalid")
        day, kwh = data.get("day"), data.get("kwh")
        if not isinstance(day, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
            raise Failure("invalid")
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Failure("invalid") from None
        if type(kwh) not in (int, float) or not 0 <= kwh <= 100_000:
            raise Failure("invalid")
        try:
            run("INSERT INTO mtr_rdg_2019 VALUES (?, ?, ?)", meter, day, kwh)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_PRIMARYKEY":
                raise Failure("duplicate") from error
            raise
        return jsonify(day=day, kwh=kwh), 201

    @app.get("/meters/<int:meter>/bills/<month>")
    def bill(meter, month):
        zone(meter)
        if not re.fullmatch(r"\d{4}-\d\d", month, re.ASCII):
            raise Failure("invalid")
        path = Path(config["bills"], f"{meter}-{month}.pdf")
        if not path.exists():
            raise Failure("not-found")
        return Response(path.read_bytes(), mimetype="application/pdf")

    @app.get("/meters/<int:meter>/price")
    def price(meter):
        query = {"zone": zone(meter), "key": os.environ["PRICES_KEY"]}
        try:
            answer = requests.get(f"{config['prices']}/price", params=query, timeout=5)
            answer.raise_for_status()
            cents = answer.json()["cents"]
            if type(cents) not in (int, float) or not math.isfinite(cents):
                raise TypeError(f"a price of {cents!r}")
        except (OSError, ValueError, LookupError, TypeError, requests.RequestException) as error:
            raise Failure("prices", f"Prices are not available: {error}") from error
        return jsonify(cents=cents)

    return app
