import os
from urllib.parse import unquote


def _document(folder, address):
    base = os.path.realpath(folder)
    path = os.path.realpath(os.path.join(base, unquote(address)))
    if not path.startswith(base):
        raise FileNotFoundError(address)
    return path


def read_document(folder, address):
    with open(_document(folder, address), "rb") as file:
        return file.read()


def save_document(folder, address, content):
    path = _document(folder, address)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return len(content)
