import http.client
import json
import os
import re
import urllib.parse

from flask import Flask, Response, request


class Failed(Exception):
    def __init__(self, status):
        self.status = status


def call(host, method, target, body=None, headers=None):
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Failed(502) from error
    finally:
        connection.close()


class Branch:
    def __init__(self, name):
        if not isinstance(name, str):
            raise Failed(400)
        if set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-") or not name:
            raise Failed(502)
        self.host = f"{name}.branches.example"
        self.key = os.environ["BRANCH_KEY"]

    def ask(self, method, *names, rest="", body=None):
        for name in names:
            if not isinstance(name, str) or not 0 < len(name) <= 60:
                raise Failed(400)
            if ".." in name.split("/"):
                raise Failed(404)
        path = "/v1/articles/" + "/reservations/".join(urllib.parse.quote(name, "") for name in names) + rest
        status, headers, content = call(
            self.host, method, path, body and json.dumps(body), {"X-Branch-Key": self.key, "Content-Type": "application/json"}
        )
        if status == 404:
            raise Failed(404)
        return status, headers, content


def photo_address(text):
    """Host and target of the address of a photo."""
    found = re.fullmatch(r"http://((?:[A-Za-z0-9-]+\.)+photos\.example)(?::80)?(/[^#\s]*)?(?:#.*)?", text or "")
    if found is None:
        raise Failed(502)
    return found[1], found[2] or "/"


def create_app():
    app = Flask(__name__)

    @app.errorhandler(Failed)
    def failed(error):
        return {"status": error.status}, error.status

    @app.get("/stock")
    def stock():
        status, _, content = Branch(request.args.get("branch")).ask("GET", request.args.get("sku"))
        if status != 200:
            raise Failed(502)
        return {"sku": request.args["sku"], "stock": json.loads(content)["stock"]}

    @app.get("/photo")
    def photo():
        answer = Branch(request.args.get("branch")).ask("GET", request.args.get("sku"), rest="/photo")
        if answer[0] == 302:
            host, target = photo_address(answer[1]["Location"])
            answer = call(host, "GET", target)
        status, headers, content = answer
        if status != 200:
            raise Failed(502)
        return Response(content, 200, {"Content-Type": headers["Content-Type"]})

    @app.post("/reservations")
    def reserve():
        wish = request.get_json()
        if wish.get("quantity") is None:
            raise Failed(400)
        branch = Branch(wish.get("branch"))
        status = branch.ask("PUT", wish.get("sku"), wish.get("name"), body={"quantity": wish["quantity"]})[0]
        if status not in (201, 409):
            raise Failed(502)
        return "", status

    @app.post("/cancellations")
    def cancel():
        wish = request.get_json()
        if Branch(wish.get("branch")).ask("DELETE", wish.get("sku"), wish.get("name"))[0] != 204:
            raise Failed(502)
        return "", 204

    return app
