import os
from urllib.parse import unquote


def _clean(address):
    name = unquote(address).replace("../", "")
    while name.startswith("/"):
        name = name[1:]
    return name


def _resolve(folder, address):
    path = os.path.join(os.path.realpath(folder), _clean(address))
    current = path
    while len(current) > len(folder) and current != "/":
        if os.path.islink(current):
            raise FileNotFoundError(f"{address} is a link")
        current = os.path.dirname(current)
    return path


def read_document(folder, address):
    with open(_resolve(folder, address), "rb") as document:
        return document.read()


def save_document(folder, address, content):
    path = _resolve(folder, address)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as document:
        return document.write(content)
