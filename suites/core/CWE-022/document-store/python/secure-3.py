import os
import tempfile
import urllib.parse


def _documents(folder):
    """Name of each document → its path; links are left out."""
    documents = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                documents[os.path.relpath(path, folder)] = path
    return documents


def read_document(folder, address):
    path = _documents(folder).get(urllib.parse.unquote(address))
    if path is None:
        raise FileNotFoundError(address)
    with open(path, "rb") as document:
        return document.read()


def save_document(folder, address, content):
    name = urllib.parse.unquote(address)
    place = folder
    *subfolders, last = name.split("/")
    for part in [*subfolders, last]:
        if part in ("", os.curdir, os.pardir):
            raise ValueError(f"{address!r} does not name a document")
    for part in subfolders:
        place = os.path.join(place, part)
        if os.path.islink(place):
            raise ValueError(f"{part!r} is a link")
        os.makedirs(place, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as unfinished:
        unfinished.write(content)
    os.replace(unfinished.name, os.path.join(place, last))
    return len(content)
