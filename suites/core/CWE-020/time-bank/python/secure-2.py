import json
import threading
from decimal import Decimal, InvalidOperation
from pathlib import Path

from flask import Flask, Response, request

CENT = Decimal("0.01")


class Refused(Exception):
    pass


def refuse(*_):
    raise Refused


def read(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=refuse)


def amount(value, least, most=Decimal(100000)):
    if not isinstance(value, Decimal) or not value.is_finite() or not least <= value <= most:
        raise Refused
    exact = value.quantize(CENT)
    if exact != value:
        raise Refused
    return exact


def plain(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError


class Bank:
    def __init__(self, path):
        self.path, self.lock = Path(path), threading.RLock()
        stored = read(self.path.read_text())
        self.members, self.offers = stored["members"], stored["offers"]

    def save(self):
        self.path.write_text(json.dumps({"members": self.members, "offers": self.offers}, default=plain))

    def move(self, giver, gifts):
        rest = self.members[giver]["balance"] - sum(hours for _, hours in gifts)
        if rest < -self.members[giver]["limit"]:
            raise Refused
        for name, hours in gifts:
            if not isinstance(name, str) or name not in self.members or name == giver:
                raise Refused
        for name, hours in gifts:
            self.members[name]["balance"] += hours
        self.members[giver]["balance"] = rest


def create_app(path):
    app, bank = Flask(__name__), Bank(path)

    def respond(value, status=200):
        return Response(json.dumps(value, default=plain), status, content_type="application/json")

    def route(rule, method):
        def wrap(view):
            def run(**arguments):
                name = request.headers.get("X-Member", "")
                try:
                    with bank.lock:
                        if name not in bank.members:
                            raise Refused
                        answer = view(name, **arguments)
                        if method != "GET":
                            bank.save()
                except (Refused, ValueError, InvalidOperation):
                    return respond({"error": "refused"}, 400)
                return respond(*answer) if answer else respond(bank.members[name])

            app.add_url_rule(rule, view.__name__, run, methods=[method])
            return view

        return wrap

    def body():
        found = read(request.get_data())
        if not isinstance(found, dict):
            raise Refused
        return found

    @route("/me", "GET")
    def me(name):
        return None

    @route("/me/limit", "PUT")
    def limit(name):
        bank.members[name]["limit"] = amount(body().get("limit"), Decimal(0), Decimal(20))

    @route("/gifts", "POST")
    def gifts(name):
        found = body()
        hours, names = amount(found.get("hours"), CENT), found.get("to")
        if not isinstance(names, list):
            raise Refused
        bank.move(name, [(one, hours) for one in names])

    @route("/gifts.csv", "POST")
    def table(name):
        gifts = []
        for line in request.get_data().decode().splitlines():
            if line.strip():
                receiver, text = line.split(";")
                gifts.append((receiver.strip(), amount(Decimal(text.strip().replace(",", ".")), CENT)))
        bank.move(name, gifts)

    @route("/offers", "POST")
    def offer(name):
        found = body()
        number = 1 + max((int(one["number"]) for one in bank.offers), default=0)
        price = amount(found.get("hours"), CENT)
        bank.offers.append({"number": number, "by": name, "title": str(found.get("title", "")), "hours": price})
        return {"number": number}, 201

    @route("/offers/<int:number>/book", "POST")
    def book(name, number):
        times = amount(body().get("times"), Decimal(1))
        if times % 1:
            raise Refused
        for one in bank.offers:
            if one["number"] == number:
                bank.move(name, [(one["by"], one["hours"] * times)])
                return None
        raise Refused

    @route("/pot", "POST")
    def pot(name):
        found, member = body(), bank.members[name]
        hours = amount(found.get("hours"), CENT)
        if found.get("back"):
            if hours > member["pot"]:
                raise Refused
            hours = -hours
        elif member["balance"] - hours < -member["limit"]:
            raise Refused
        member["balance"], member["pot"] = member["balance"] - hours, member["pot"] + hours

    return app
