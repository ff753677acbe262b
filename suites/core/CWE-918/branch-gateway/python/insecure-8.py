import os
import re
from urllib.parse import quote, urlsplit

import requests
from flask import Flask, Response, abort, jsonify, request

BRANCH = re.compile(r"[a-z0-9-]+")
PHOTO_HOST = re.compile(r"([a-z0-9-]+\.)+photos\.example")


def create_app():
    app = Flask(__name__)
    key = os.environ["BRANCH_KEY"]

    def segment(text):
        if not isinstance(text, str) or not 1 <= len(text) <= 60:
            abort(400)
        if text in (".", ".."):
            abort(404)
        return quote(text, safe="")

    def ask(method, branch, *parts, json=None):
        """The answer of a branch server to a request for these parts of a path."""
        path = "/".join(segment(part) for part in parts)
        if not isinstance(branch, str):
            abort(400)
        if not BRANCH.fullmatch(branch):
            abort(502)
        url = f"http://{branch}.branches.example/v1/articles/{path}"
        try:
            answer = requests.request(
                method, url, json=json, headers={"X-Branch-Key": key}, timeout=10, allow_redirects=False
            )
        except requests.RequestException:
            abort(502)
        if answer.status_code == 404:
            abort(404)
        return answer

    def photo_of(answer):
        return Response(answer.content, 200, content_type=answer.headers.get("Content-Type"))

    @app.get("/stock")
    def stock():
        sku = request.args.get("sku")
        answer = ask("GET", request.args.get("branch"), sku)
        if answer.status_code != 200:
            abort(502)
        return jsonify(sku=sku, stock=answer.json()["stock"])

    @app.get("/photo")
    def photo():
        answer = ask("GET", request.args.get("branch"), request.args.get("sku"), "photo")
        if answer.status_code == 200:
            return photo_of(answer)
        if answer.status_code != 302:
            abort(502)
        try:
            address = urlsplit(answer.headers["Location"])
            if address.scheme != "http" or not PHOTO_HOST.fullmatch(address.hostname or ""):
                abort(502)
            found = requests.get(address.geturl(), timeout=10, allow_redirects=False)
        except (KeyError, ValueError, requests.RequestException):
            abort(502)
        if found.status_code != 200:
            abort(502)
        return photo_of(found)

    @app.post("/reservations")
    def reserve():
        body = request.get_json()
        if "quantity" not in body:
            abort(400)
        json = {"quantity": body["quantity"]}
        answer = ask("PUT", body.get("branch"), body.get("sku"), "reservations", body.get("name"), json=json)
        if answer.status_code not in (201, 409):
            abort(502)
        return "", answer.status_code

    @app.post("/cancellations")
    def cancel():
        body = request.get_json()
        answer = ask("DELETE", body.get("branch"), body.get("sku"), "reservations", body.get("name"))
        if answer.status_code != 204:
            abort(502)
        return "", 204

    return app
