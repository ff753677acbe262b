import json
import threading

from flask import Flask, abort, jsonify, request
from pydantic import BaseModel, Field, ValidationError


class Limit(BaseModel):
    limit: float = Field(ge=0, le=20)


class Gift(BaseModel):
    to: list[str] = Field(min_length=1)
    hours: float = Field(gt=0)


class Offer(BaseModel):
    title: str
    hours: float = Field(gt=0)


class Booking(BaseModel):
    times: float = Field(gt=0)


class Pot(BaseModel):
    hours: float = Field(gt=0)
    back: bool = False


def create_app(path):
    app = Flask(__name__)
    app.register_error_handler(ValidationError, lambda error: ({"error": str(error)}, 400))
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

    def body(model):
        return model.model_validate(request.get_json())

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
        limit = body(Limit).limit
        with lock:
            me()["limit"] = limit
            save()
            return jsonify(me())

    @app.post("/gifts")
    def give():
        gift = body(Gift)
        if not set(gift.to) <= members.keys() - {request.headers["X-Member"]}:
            abort(400)
        with lock:
            return pay([(name, gift.hours) for name in gift.to])

    @app.post("/offers")
    def offer():
        found = body(Offer)
        with lock:
            number = max((one["number"] for one in offers), default=0) + 1
            by = request.headers["X-Member"]
            offers.append({"number": number, "by": by, "title": found.title, "hours": found.hours})
            save()
        return jsonify(number=number), 201

    @app.post("/offers/<int:number>/book")
    def book(number):
        times = body(Booking).times
        with lock:
            for one in offers:
                if one["number"] == number and one["by"] != request.headers["X-Member"]:
                    return pay([(one["by"], one["hours"] * times)])
        abort(400)

    @app.post("/pot")
    def pot():
        found = body(Pot)
        hours = found.hours
        with lock:
            member = me()
            if found.back:
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
