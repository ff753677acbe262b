import logging
import os
import re
import sqlite3
import uuid
from contextlib import closing
from datetime import datetime

import requests
from flask import Flask, jsonify, request, send_file
from werkzeug.exceptions import HTTPException


class ServiceError(Exception):
    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code = status, code


def create_app(config):
    app = Flask(__name__)
    logger = logging.Logger("meters")
    logger.addHandler(logging.FileHandler(config["log"]))

    def answer(status, code, error):
        reference = uuid.uuid4().hex[:12]
        if status >= 500:
            logger.error("%s %s %s", reference, request.method, request.path, exc_info=error)
        message = str(error).replace(os.environ["PRICES_KEY"], "***")
        message = re.sub(r"https?://[^\s'\")]+|/[\w./?=&*-]+", "(...)", message)
        return jsonify(error=code, message=message, reference=reference), status

    @app.errorhandler(ServiceError)
    def service_error(error):
        return answer(error.status, error.code, error)

    @app.errorhandler(HTTPException)
    def http_error(error):
        return answer(404, "not-found", error) if error.code == 404 else answer(400, "invalid", error)

    @app.errorhandler(requests.RequestException)
    def prices_error(error):
        return answer(502, "prices", error)

    @app.errorhandler(sqlite3.IntegrityError)
    def duplicate(error):
        if error.sqlite_errorname == "SQLITE_CONSTRAINT_TRIGGER":
            return answer(500, "internal", error)
        return answer(409, "duplicate", error)

    @app.errorhandler(Exception)
    def unexpected(error):
        return answer(500, "internal", error)

    def query(sql, values):
        with closing(sqlite3.connect(config["database"])) as db, db:
            return db.execute(sql, values).fetchall()

    def zone_of(meter):
        rows = query("SELECT zone FROM mtr_master WHERE id = ?", (meter,))
        if not rows:
            raise ServiceError(404, "not-found", f"There is no meter {meter}.")
        return rows[0][0]

    @app.get("/meters/<int:meter>/readings")
    def readings(meter):
        zone_of(meter)
        rows = query("SELECT day, kwh FROM mtr_rdg_2019 WHERE meter = ? ORDER BY day", (meter,))
        return jsonify(readings=[dict(zip(("day", "kwh"), row)) for row in rows])

    @app.post("/meters/<int:meter>/readings")
    def add_reading(meter):
        zone_of(meter)
        data = request.get_json(force=True)
        try:
            day, kwh = data["day"], data["kwh"]
            datetime.strptime(day, "%Y-%m-%d")
            if isinstance(kwh, bool) or not 0 <= kwh <= 100000:
                raise ValueError("kwh must be between 0 and 100000")
        except (KeyError, TypeError, ValueError) as error:
            raise ServiceError(400, "invalid", f"Wrong reading: {error}") from error
        query("INSERT INTO mtr_rdg_2019 (meter, day, kwh) VALUES (?, ?, ?)", (meter, day, kwh))
        return jsonify(day=day, kwh=kwh), 201

    @app.get("/meters/<int:meter>/bills/<month>")
    def bill(meter, month):
        zone_of(meter)
        if not re.fullmatch(r"\d{4}-\d{2}", month):
            raise ServiceError(400, "invalid", f"{month} is no month")
        path = os.path.join(config["bills"], f"{meter}-{month}.pdf")
        if not os.path.exists(path):
            raise ServiceError(404, "not-found", f"There is no bill {path}")
        with open(path, "rb"):
            return send_file(path, mimetype="application/pdf")

    @app.get("/meters/<int:meter>/price")
    def price(meter):
        url = f"{config['prices']}/price"
        found = requests.get(url, {"zone": zone_of(meter), "key": os.environ["PRICES_KEY"]}, timeout=5)
        found.raise_for_status()
        try:
            return jsonify(cents=float(found.json()["cents"]) if not isinstance(found.json()["cents"], str) else 1 / 0)
        except (LookupError, TypeError, ArithmeticError) as error:
            raise ServiceError(502, "prices", f"unexpected answer of {url}: {found.text}") from error

    return app
