import os
import re
import sqlite3
import struct
from contextlib import closing

from flask import Flask, Response, abort, jsonify, request


class Photo:
    def __init__(self, pack, start, size):
        self._pack, self._start, self.size = pack, start, size

    def read(self, first, end):
        end = min(end, self.size)
        if first >= end:
            return b""
        with open(self._pack, "rb") as pack:
            pack.seek(self._start + first)
            return pack.read(end - first)

    def parts(self):
        head = self.read(0, 6)
        if len(head) < 6 or head[:4] != b"PHO1":
            abort(404)
        (count,) = struct.unpack(">H", head[4:])
        table = self.read(6, 6 + 12 * count)
        return [struct.unpack_from(">4sII", table, at) for at in range(0, len(table) - 11, 12)]

    def part(self, wanted):
        for name, place, length in self.parts():
            if name.decode("latin-1") == wanted:
                return place, length
        abort(404)

    def text_from(self, place):
        text = b""
        while place < self.size and b"\0" not in text:
            piece = self.read(place, place + 256)
            place += len(piece)
            text += piece
        return text.split(b"\0")[0].decode("utf-8", "replace")


def create_app(folder):
    app = Flask(__name__)

    def query(sql, *values):
        with closing(sqlite3.connect(os.path.join(folder, "photos.db"))) as database:
            return database.execute(sql, values).fetchall()

    def photo(number):
        rows = query(
            "SELECT start, size FROM photos WHERE number = ? AND account = ?", number, request.headers["X-Account"]
        )
        if not rows:
            abort(404)
        return Photo(os.path.join(folder, "photos.pack"), *rows[0])

    def sent(content, status=200, **headers):
        return Response(content, status, headers, content_type="application/octet-stream")

    @app.get("/photos")
    def index():
        rows = query("SELECT number, size FROM photos WHERE account = ? ORDER BY number", request.headers["X-Account"])
        return jsonify([{"number": number, "size": size} for number, size in rows])

    @app.get("/photos/<int:number>")
    def whole(number):
        found = photo(number)
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", ""), re.ASCII)
        if asked is None or asked.group() == "bytes=-":
            return sent(found.read(0, found.size))
        first, last = asked.groups()
        if first == "":
            first, last = found.size - int(last), found.size - 1
        else:
            first, last = int(first), min(int(last), found.size - 1) if last else found.size - 1
            if first >= found.size:
                abort(416)
        return sent(found.read(first, last + 1), 206, **{"Content-Range": f"bytes {first}-{last}/{found.size}"})

    @app.get("/photos/<int:number>/parts")
    def parts(number):
        return jsonify([{"name": name.decode("latin-1"), "length": length} for name, _, length in photo(number).parts()])

    @app.get("/photos/<int:number>/parts/<name>")
    def part(number, name):
        found = photo(number)
        place, length = found.part(name)
        skipped = request.args.get("from", 0, int)
        if skipped > length:
            abort(404)
        count = max(request.args.get("count", length, int), 0)
        return sent(found.read(place + skipped, place + min(skipped + count, length)))

    @app.get("/photos/<int:number>/caption")
    def caption(number):
        found = photo(number)
        place, _ = found.part("capt")
        return Response(found.text_from(place), mimetype="text/plain")

    return app
