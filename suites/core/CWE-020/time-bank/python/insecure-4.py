import json
import math
import os
import re
import threading

from flask import Flask, abort, jsonify, request

MOST = 1_000_000


def hundredths(value):
    try:
        whole = round(float(value) * 100)
    except (TypeError, ValueError, OverflowError):
        abort(400)
    if whole > MOST:
        abort(400)
    return whole


def positive(value):
    whole = hundredths(value)
    if not whole:
        abort(400)
    return whole


def hours(whole):
    return whole // 100 if whole % 100 == 0 else whole / 100


def create_app(path):
    app = Flask(__name__)
    lock = threading.Lock()
    with open(path) as file:
        bank = json.load(file)
    members = {
        name: {key: round(value * 100) for key, value in member.items()} for name, member in bank["members"].items()
    }
    offers = [{**offer, "hours": round(offer["hours"] * 100)} for offer in bank["offers"]]

    def shown(member):
        return {key: hours(value) for key, value in member.items()}

    def save():
        content = {
            "members": {name: shown(member) for name, member in members.items()},
            "offers": [{**offer, "hours": hours(offer["hours"])} for offer in offers],
        }
        with open(path + ".new", "w") as file:
            json.dump(content, file)
        os.replace(path + ".new", path)

    def me():
        return members.get(request.headers.get("X-Member")) or abort(400)

    def body():
        found = request.get_json()
        return found if isinstance(found, dict) else abort(400)

    def pay(gifts):
        name = request.headers["X-Member"]
        giver = me()
        total = sum(amount for _, amount in gifts)
        if any(receiver == name or receiver not in members for receiver, _ in gifts):
            abort(400)
        if giver["balance"] - total < -giver["limit"]:
            abort(400)
        giver["balance"] -= total
        for receiver, amount in gifts:
            members[receiver]["balance"] += amount
        save()
        return jsonify(shown(giver))

    @app.get("/me")
    def show():
        return jsonify(shown(me()))

    @app.put("/me/limit")
    def set_limit():
        limit = hundredths(body().get("limit"))
        with lock:
            if limit > 2000 or me()["balance"] < -limit:
                abort(400)
            me()["limit"] = limit
            save()
            return jsonify(shown(me()))

    @app.post("/gifts")
    def give():
        found = body()
        amount = positive(found.get("hours"))
        names = found.get("to")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            abort(400)
        with lock:
            return pay([(name, amount) for name in names])

    @app.post("/offers")
    def offer():
        found = body()
        price, title = positive(found.get("hours")), found.get("title")
        if not isinstance(title, str):
            abort(400)
        with lock:
            me()
            number = max((one["number"] for one in offers), default=0) + 1
            offers.append({"number": number, "by": request.headers["X-Member"], "title": title, "hours": price})
            save()
        return jsonify(number=number), 201

    @app.post("/offers/<int:number>/book")
    def book(number):
        times = body().get("times")
        if not isinstance(times, int) or times > MOST:
            abort(400)
        with lock:
            one = next((one for one in offers if one["number"] == number), None)
            if one is None:
                abort(400)
            return pay([(one["by"], one["hours"] * times)])

    @app.post("/pot")
    def pot():
        found = body()
        amount, back = positive(found.get("hours")), found.get("back", False)
        if not isinstance(back, bool):
            abort(400)
        with lock:
            member = me()
            if back and member["pot"] < amount:
                abort(400)
            if not back and member["balance"] - amount < -member["limit"]:
                abort(400)
            moved = -amount if back else amount
            member["balance"] -= moved
            member["pot"] += moved
            save()
            return jsonify(shown(member))

    @app.post("/gifts.csv")
    def give_many():
        gifts = []
        for line in request.get_data(as_text=True).splitlines():
            if line.strip() == "":
                continue
            match = re.fullmatch(r"\s*(.+?)\s*;\s*(\S+)\s*", line)
            if match is None:
                abort(400)
            gifts.append((match[1], positive(match[2].replace(",", "."))))
        with lock:
            return pay(gifts)

    return app
