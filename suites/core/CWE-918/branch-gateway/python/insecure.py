import os
from urllib.parse import quote, urlsplit

import requests
from flask import Flask, Response, jsonify, request


class Problem(Exception):
    def __init__(self, status):
        self.status = status


def create_app():
    app = Flask(__name__)
    session = requests.Session()
    session.headers["X-Branch-Key"] = os.environ["BRANCH_KEY"]

    @app.errorhandler(Problem)
    def failed(problem):
        return jsonify(error=problem.status), problem.status

    def ask(method, values, *path, **options):
        branch = values.get("branch")
        if not branch:
            raise Problem(400)
        parts = []
        for name in path:
            if name in ("sku", "name"):
                text = values.get(name)
                if not text or len(text) > 60:
                    raise Problem(400)
                parts.append(quote(text, safe=""))
            else:
                parts.append(name)
        url = f"http://{branch}.branches.example/v1/articles/" + "/".join(parts)
        try:
            answer = session.request(method, url, timeout=10, **options)
        except requests.RequestException:
            raise Problem(502) from None
        if answer.status_code == 404:
            raise Problem(502 if answer.history else 404)
        return answer

    @app.get("/stock")
    def stock():
        answer = ask("GET", request.args, "sku")
        if not answer.ok:
            raise Problem(502)
        return jsonify(sku=request.args["sku"], stock=answer.json()["stock"])

    @app.get("/photo")
    def photo():
        answer = ask("GET", request.args, "sku", "photo")
        host = urlsplit(answer.url).hostname
        if answer.status_code != 200 or not host.endswith((".photos.example", ".branches.example")):
            raise Problem(502)
        return Response(answer.content, 200, content_type=answer.headers["Content-Type"])

    @app.post("/reservations")
    def reserve():
        body = request.get_json()
        if "quantity" not in body:
            raise Problem(400)
        answer = ask("PUT", body, "sku", "reservations", "name", json={"quantity": body["quantity"]})
        if answer.status_code not in (201, 409):
            raise Problem(502)
        return "", answer.status_code

    @app.post("/cancellations")
    def cancel():
        answer = ask("DELETE", request.get_json(), "sku", "reservations", "name")
        if answer.status_code != 204:
            raise Problem(502)
        return "", 204

    return app
