import os
from urllib.parse import unquote


class NoSuchDocument(FileNotFoundError):
    pass


def _inside(folder, path):
    folder = os.path.abspath(folder)
    return os.path.commonpath([folder, os.path.abspath(path)]) == folder


def read_document(folder, address):
    path = os.path.join(folder, unquote(address))
    if not _inside(folder, path) or not os.path.isfile(path):
        raise NoSuchDocument(address)
    with open(path, "rb") as document:
        return document.read()


def save_document(folder, address, content):
    path = os.path.join(folder, unquote(address))
    if not _inside(folder, path):
        raise NoSuchDocument(address)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as document:
        document.write(content)
    return len(content)
