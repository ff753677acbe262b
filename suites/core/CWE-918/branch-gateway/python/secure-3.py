import os
import re
from urllib.parse import quote

import httpx
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadGateway, BadRequest, NotFound


def text_of(values, key):
    text = values.get(key)
    if not isinstance(text, str) or len(text) not in range(1, 61):
        raise BadRequest(key)
    return text


def create_app():
    app = Flask(__name__)

    def fetch(method, url, **options):
        try:
            return httpx.request(method, url, timeout=10, follow_redirects=False, **options)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise BadGateway from error

    def ask(method, values, path, **options):
        names = [text_of(values, key) for key in re.findall(r"{(\w+)}", path)]
        branch = values.get("branch")
        if branch is None:
            raise BadRequest("branch")
        if re.fullmatch("[a-z0-9-]{1,63}", branch) is None:
            raise BadGateway
        target = re.sub(r"{(\w+)}", lambda found: quote(values[found[1]], safe=""), path)
        url = httpx.URL(f"http://{branch}.branches.example/v1/articles/{target}")
        if url.raw_path.decode() != f"/v1/articles/{target}" or {".", ".."}.intersection(names):
            raise NotFound
        answer = fetch(method, url, headers={"X-Branch-Key": os.environ["BRANCH_KEY"]}, **options)
        if answer.status_code == 404:
            raise NotFound
        return answer

    @app.get("/stock")
    def stock():
        answer = ask("GET", request.args, "{sku}")
        if answer.status_code == 200:
            return jsonify(sku=request.args["sku"], stock=answer.json()["stock"])
        raise BadGateway

    @app.get("/photo")
    def photo():
        answer = ask("GET", request.args, "{sku}/photo")
        if answer.status_code == 302:
            try:
                url = httpx.URL(answer.headers["Location"])
            except (KeyError, httpx.InvalidURL) as error:
                raise BadGateway from error
            allowed = url.scheme == "http" and url.port is None and url.host.endswith(".photos.example")
            if not allowed:
                raise BadGateway
            answer = fetch("GET", url)
        if answer.status_code == 200:
            return Response(answer.content, content_type=answer.headers.get("Content-Type"))
        raise BadGateway

    @app.post("/reservations")
    def reserve():
        body = request.get_json()
        if "quantity" not in body:
            raise BadRequest("quantity")
        answer = ask("PUT", body, "{sku}/reservations/{name}", json={"quantity": body["quantity"]})
        if answer.status_code in (201, 409):
            return "", answer.status_code
        raise BadGateway

    @app.post("/cancellations")
    def cancel():
        if ask("DELETE", request.get_json(), "{sku}/reservations/{name}").status_code == 204:
            return "", 204
        raise BadGateway

    return app
