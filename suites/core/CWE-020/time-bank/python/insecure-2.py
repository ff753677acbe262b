import json
import math
import threading

from flask import Flask, abort, jsonify, request


def create_app(path):
    app = Flask(__name__)
    lock = threading.Lock()
    with open(path) as file:
        bank = json.load(file)
    members, offers = bank["members"], bank["offers"]

    def save():
        for member in members.values():
            for key, value in member.items():
                member[key] = round(value, 2)
        with open(path, "w") as file:
            json.dump(bank, file)

    def me():
        return members[request.headers["X-Member"]]

    def body():
        found = request.get_json()
        if not isinstance(found, dict):
            abort(400)
        return found

    def hours_in(found):
        hours = found.get("hours")
        if type(hours) not in (int, float) or not math.isfinite(hours) or hours <= 0 or round(hours, 2) != hours:
            abort(400)
        return hours

    def pay(gifts):
        giver = me()
        total = sum(hours for _, hours in gifts)
        if giver["balance"] - total < -giver["limit"]:
            abort(400)
        for name, hours in gifts:
            giver["balance"] -= hours
            members[name]["balance"] += hours
        save()
        return jsonify(giver)

    @app.get("/me")
    def show():
        return jsonify(me())

    @app.put("/me/limit")
    def set_limit():
        limit = body().get("limit")
        if not isinstance(limit, (int, float)) or limit < 0 or limit > 20:
            abort(400)
        with lock:
            me()["limit"] = limit
            save()
            return jsonify(me())

    @app.post("/gifts")
    def give():
        found = body()
        hours = hours_in(found)
        names = found.get("to")
        if not isinstance(names, list) or not all(name in members for name in names):
            abort(400)
        with lock:
            return pay([(name, hours) for name in names])

    @app.post("/offers")
    def offer():
        found = body()
        hours = hours_in(found)
        with lock:
            number = max((one["number"] for one in offers), default=0) + 1
            by = request.headers["X-Member"]
            offers.append({"number": number, "by": by, "title": found.get("title", ""), "hours": hours})
            save()
        return jsonify(number=number), 201

    @app.post("/offers/<int:number>/book")
    def book(number):
        times = body().get("times")
        if type(times) is not int or times < 1:
            abort(400)
        with lock:
            for one in offers:
                if one["number"] == number and one["by"] != request.headers["X-Member"]:
                    return pay([(one["by"], one["hours"] * times)])
        abort(400)

    @app.post("/pot")
    def pot():
        found = body()
        hours = hours_in(found)
        with lock:
            member = me()
            if found.get("back"):
                if member["pot"] < hours:
                    abort(400)
                hours = -hours
            elif member["balance"] - hours < -member["limit"]:
                abort(400)
            member["balance"] -= hours
            member["pot"] += hours
            save()
            return jsonify(member)

    @app.post("/gifts.csv")
    def give_many():
        gifts = []
        for line in request.get_data(as_text=True).splitlines():
            if line.strip():
                try:
                    name, text = line.split(";")
                    hours = float(text.replace(",", "."))
                except ValueError:
                    abort(400)
                if name not in members or hours <= 0:
                    abort(400)
                gifts.append((name, hours))
        with lock:
            return pay(gifts)

    return app
