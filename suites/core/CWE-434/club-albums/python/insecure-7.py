import io
import os
import re
import zipfile
from urllib.parse import quote

from flask import Flask, abort, jsonify, request
from werkzeug.utils import secure_filename

KINDS = ((b"GIF87a", (".gif",)), (b"GIF89a", (".gif",)), (b"\xff\xd8\xff", (".jpg", ".jpeg")), (b"\x89PNG\r\n\x1a\n", (".png",)))


HANDLED = ("php", "phtml", "shtml")


def endings_of(content):
    return next((endings for start, endings in KINDS if content.startswith(start)), None)


def split_name(name, endings):
    base = re.split(r"[/\\]", name)[-1]
    ending = next((one for one in endings if base.lower().endswith(one)), None)
    if ending is None:
        return base, endings[0]
    return base[: -len(ending)], base[-len(ending):]


def free_name(folder, name, endings):
    stem, ending = split_name(name, endings)
    if any(part.lower() in HANDLED for part in re.split(r"[.\s]", stem)[1:]):
        abort(400)
    stem = secure_filename(stem)[:200] or "photo"
    number, found = 1, stem + ending
    while os.path.exists(os.path.join(folder, found)):
        number += 1
        found = f"{stem}-{number}{ending}"
    return found


def create_app(site):
    app = Flask(__name__)

    def folder_of(album):
        if not re.fullmatch(r"[a-z0-9-]+", album):
            abort(404)
        return os.path.join(site, "photos", album)

    def describe(album, name):
        size = os.path.getsize(os.path.join(folder_of(album), name))
        return {"name": name, "url": f"/photos/{album}/{quote(name)}", "size": size}

    def names_in(album):
        folder = folder_of(album)
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def store(album, name, content, endings):
        folder = folder_of(album)
        os.makedirs(folder, exist_ok=True)
        found = free_name(folder, name, endings)
        with open(os.path.join(folder, found), "xb") as file:
            file.write(content)
        return describe(album, found)

    @app.post("/albums/<album>")
    def add(album):
        folder_of(album)
        content, name = request.get_data(), request.args.get("name")
        endings = endings_of(content)
        if not name or endings is None:
            abort(400)
        return store(album, name, content, endings), 201

    @app.post("/albums/<album>/zip")
    def add_zip(album):
        folder_of(album)
        try:
            archive = zipfile.ZipFile(io.BytesIO(request.get_data()))
        except zipfile.BadZipFile:
            abort(400)
        made = []
        for entry in archive.infolist():
            content = archive.read(entry)
            endings = endings_of(content)
            if endings is not None:
                made.append(store(album, entry.filename, content, endings))
        return jsonify(made), 201

    @app.get("/albums/<album>")
    def show(album):
        return jsonify([describe(album, name) for name in names_in(album)])

    @app.patch("/albums/<album>/<name>")
    def rename(album, name):
        if name not in names_in(album):
            abort(404)
        new = (request.get_json(silent=True) or {}).get("name")
        if not new or not isinstance(new, str):
            abort(400)
        folder = folder_of(album)
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            endings = endings_of(file.read(16))
        found = free_name(folder, new, endings)
        os.rename(path, os.path.join(folder, found))
        return describe(album, found)

    @app.delete("/albums/<album>/<name>")
    def delete(album, name):
        if name not in names_in(album):
            abort(404)
        os.remove(os.path.join(folder_of(album), name))
        return "", 204

    return app
