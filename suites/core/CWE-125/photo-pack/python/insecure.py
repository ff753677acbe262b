import os
import re
import sqlite3
import struct
from contextlib import closing

from flask import Flask, Response, abort, jsonify, request


def create_app(folder):
    app = Flask(__name__)
    pack_path = os.path.join(folder, "photos.pack")

    def query(sql, *values):
        with closing(sqlite3.connect(os.path.join(folder, "photos.db"))) as database:
            return database.execute(sql, values).fetchall()

    def find(number):
        rows = query(
            "SELECT start, size FROM photos WHERE number = ? AND account = ?", number, request.headers["X-Account"]
        )
        return rows[0] if rows else abort(404)

    def read(position, count):
        with open(pack_path, "rb") as pack:
            pack.seek(position)
            return pack.read(count)

    def parts_of(start):
        if read(start, 4) != b"PHO1":
            abort(404)
        (count,) = struct.unpack(">H", read(start + 4, 2))
        return list(struct.iter_unpack(">4sII", read(start + 6, 12 * count)))

    def part_of(start, wanted):
        for name, place, length in parts_of(start):
            if name.decode("latin-1") == wanted:
                return start + place, length
        abort(404)

    def sent(content, status=200, **headers):
        return Response(content, status, headers, content_type="application/octet-stream")

    @app.get("/photos")
    def index():
        rows = query("SELECT number, size FROM photos WHERE account = ? ORDER BY number", request.headers["X-Account"])
        return jsonify([{"number": number, "size": size} for number, size in rows])

    @app.get("/photos/<int:number>")
    def whole(number):
        start, size = find(number)
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", ""))
        if asked is None or asked.group() == "bytes=-":
            return sent(read(start, size))
        first, last = asked.groups()
        if first == "":
            first, last = max(size - int(last), 0), size - 1
        else:
            first, last = int(first), min(int(last), size - 1) if last else size - 1
            if first >= size:
                abort(416)
        return sent(read(start + first, last + 1 - first), 206, **{"Content-Range": f"bytes {first}-{last}/{size}"})

    @app.get("/photos/<int:number>/parts")
    def parts(number):
        start, _ = find(number)
        return jsonify([{"name": name.decode("latin-1"), "length": length} for name, _, length in parts_of(start)])

    @app.get("/photos/<int:number>/parts/<name>")
    def part(number, name):
        start, _ = find(number)
        position, length = part_of(start, name)
        skipped = request.args.get("from", 0, int)
        count = min(request.args.get("count", length, int), length - skipped)
        return sent(read(position + skipped, count))

    @app.get("/photos/<int:number>/caption")
    def caption(number):
        start, _ = find(number)
        position, length = part_of(start, "capt")
        text = read(position, length)
        while b"\0" not in text:
            more = read(position + len(text), 256)
            if not more:
                break
            text += more
        return Response(text.split(b"\0")[0].decode("utf-8", "replace"), mimetype="text/plain")

    return app
