import mmap
import pathlib
import sqlite3
import struct
from contextlib import contextmanager

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotFound, RequestedRangeNotSatisfiable

ENTRY = struct.Struct(">4sII")


def create_app(folder):
    app = Flask(__name__)
    root = pathlib.Path(folder)

    def rows(where, *values):
        database = sqlite3.connect(root / "photos.db")
        try:
            return database.execute(f"SELECT number, start, size FROM photos WHERE {where}", values).fetchall()
        finally:
            database.close()

    @contextmanager
    def view(number):
        found = rows("number = ? AND account = ?", number, request.headers["X-Account"])
        if not found:
            raise NotFound
        _, start, size = found[0]
        with open(root / "photos.pack", "rb") as pack, mmap.mmap(pack.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            with memoryview(mapped) as everything, everything[start : start + size] as photo:
                yield photo

    def table(photo):
        if photo[:4] != b"PHO1":
            raise NotFound
        try:
            (count,) = struct.unpack_from(">H", photo, 4)
            return [ENTRY.unpack_from(photo, 6 + ENTRY.size * index) for index in range(count)]
        except struct.error:
            raise NotFound from None

    def locate(photo, wanted):
        for name, place, length in table(photo):
            if name == wanted:
                return place, length
        raise NotFound

    def number_from(key, default):
        value = request.args.get(key, default, type=int)
        if value < 0:
            raise BadRequest
        return value

    def octets(content, **options):
        return Response(bytes(content), content_type="application/octet-stream", **options)

    @app.get("/photos")
    def photos():
        mine = rows("account = ? ORDER BY number", request.headers["X-Account"])
        return jsonify([{"number": number, "size": size} for number, _, size in mine])

    @app.get("/photos/<int:number>")
    def photo(number):
        with view(number) as content:
            asked = request.range
            if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
                return octets(content)
            first, end = asked.ranges[0]
            size = len(content)
            if first < 0:
                first = max(size + first, 0)
            if first >= size:
                raise RequestedRangeNotSatisfiable
            end = size if end is None else min(end, size)
            shown = f"bytes {first}-{end - 1}/{size}"
            return octets(content[first:end], status=206, headers={"Content-Range": shown})

    @app.get("/photos/<int:number>/parts")
    def parts(number):
        with view(number) as content:
            return jsonify([{"name": name.decode("ascii", "replace"), "length": size} for name, _, size in table(content)])

    @app.get("/photos/<int:number>/parts/<name>")
    def part(number, name):
        with view(number) as content:
            place, length = locate(content, name.encode())
            skipped = number_from("from", 0)
            with content[place : place + length] as inside:
                return octets(inside[skipped : skipped + number_from("count", length)])

    @app.get("/photos/<int:number>/caption")
    def caption(number):
        with view(number) as content:
            place, _ = locate(content, b"capt")
            text = bytes(content[place : place + 65536]).partition(b"\0")[0]
            return Response(text, content_type="text/plain; charset=utf-8")

    return app
