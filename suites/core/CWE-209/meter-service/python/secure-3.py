import http.client
import json
import logging
import os
import random
import sqlite3
import string
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ERRORS = {"invalid": 400, "not-found": 404, "duplicate": 409, "prices": 502, "internal": 500}
SAID = {
    400: "Please look at what was sent: something is missing, or has a form that we do not know.",
    404: "We have nothing under this address.",
    409: "This day has its reading.",
    502: "The present price is not known to us. Try again in some minutes.",
    500: "We are sorry. Call our support and read the reference to them.",
}


class Stop(Exception):
    """Ends a request with one of the agreed errors."""


class Service:
    def __init__(self, config):
        self.config = config
        self.log = logging.getLogger(f"meters.{id(self)}")
        self.log.propagate = False
        handler = logging.FileHandler(config["log"], encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self.log.addHandler(handler)

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        kind = "application/json"
        try:
            status, content = self.route(method, path.split("/")[1:], environ)
        except Exception as error:
            name = error.args[0] if isinstance(error, Stop) else "internal"
            reference = "".join(random.SystemRandom().choices(string.ascii_lowercase + string.digits, k=10))
            status = ERRORS[name]
            if status >= 500:
                self.log.exception("%s: %s %s", reference, method, path)
            content = {"error": name, "message": SAID[status], "reference": reference}
        if isinstance(content, bytes):
            kind, body = "application/pdf", content
        else:
            body = json.dumps(content).encode()
        start_response(f"{status} {HTTPStatus(status).phrase}", [("Content-Type", kind)])
        return [body]

    def route(self, method, parts, environ):
        match (method, parts):
            case ("GET", ["meters", meter, "readings"]):
                return 200, self.readings(self.meter(meter)[0])
            case ("POST", ["meters", meter, "readings"]):
                return 201, self.add(self.meter(meter)[0], environ)
            case ("GET", ["meters", meter, "bills", month]):
                return 200, self.bill(self.meter(meter)[0], month)
            case ("GET", ["meters", meter, "price"]):
                return 200, self.price(self.meter(meter)[1])
        raise Stop("not-found")

    def sql(self, statement, *values):
        db = sqlite3.connect(self.config["database"])
        try:
            with db:
                return db.execute(statement, values).fetchall()
        finally:
            db.close()

    def meter(self, text):
        if not (text.isascii() and text.isdigit() and len(text) < 18):
            raise Stop("not-found")
        for row in self.sql("SELECT id, zone FROM mtr_master WHERE id = ?", int(text)):
            return row
        raise Stop("not-found")

    def readings(self, meter):
        rows = self.sql("SELECT day, kwh FROM mtr_rdg_2019 WHERE meter = ? ORDER BY day", meter)
        return {"readings": [{"day": day, "kwh": kwh} for day, kwh in rows]}

    def add(self, meter, environ):
        try:
            data = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            day, kwh = data["day"], data["kwh"]
            good = time.strftime("%Y-%m-%d", time.strptime(day, "%Y-%m-%d")) == day
            good = good and not isinstance(kwh, bool) and 0 <= kwh <= 100_000
        except (ValueError, LookupError, TypeError) as error:
            raise Stop("invalid") from error
        if not good:
            raise Stop("invalid")
        if self.sql("SELECT 1 FROM mtr_rdg_2019 WHERE meter = ? AND day = ?", meter, day):
            raise Stop("duplicate")
        self.sql("INSERT INTO mtr_rdg_2019 (meter, day, kwh) VALUES (?, ?, ?)", meter, day, kwh)
        return {"day": day, "kwh": kwh}

    def bill(self, meter, month):
        year, dash, rest = month.partition("-")
        if not (month.isascii() and year.isdigit() and rest.isdigit() and len(year) == 4 and len(rest) == 2 and dash):
            raise Stop("invalid")
        path = Path(self.config["bills"]) / f"{meter}-{month}.pdf"
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise Stop("not-found") from error

    def price(self, zone):
        place = urlsplit(self.config["prices"])
        connection = http.client.HTTPConnection(place.hostname, place.port or 80, timeout=5)
        try:
            connection.request("GET", f"{place.path}/price?{urlencode({'zone': zone, 'key': os.environ['PRICES_KEY']})}")
            answer = connection.getresponse()
            cents = json.loads(answer.read())["cents"]
            if answer.status != 200 or not isinstance(cents, (int, float)):
                raise ValueError(f"status {answer.status}, {cents!r} cents")
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError) as error:
            raise Stop("prices") from error
        finally:
            connection.close()
        return {"cents": cents}


def create_app(config):
    return Service(config)
