import os
from urllib.parse import unquote


def read_document(folder, address):
    path = os.path.join(folder, unquote(address))
    with open(path, "rb") as document:
        return document.read()


def save_document(folder, address, content):
    path = os.path.join(folder, unquote(address))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as document:
        return document.write(content)
