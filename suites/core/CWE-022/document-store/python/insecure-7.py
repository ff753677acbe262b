import os
from pathlib import Path
from urllib.parse import unquote

FORBIDDEN = ("/..", "../", "..")


def _name(address):
    name = unquote(address)
    if name.startswith("/") or any(name.startswith(bad) or bad in name for bad in FORBIDDEN):
        raise FileNotFoundError("no such document")
    return "".join(character for character in name if character.isprintable())


def _without_links(folder, name):
    path = Path(folder)
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            raise FileNotFoundError("no such document")
    return path


def read_document(folder, address):
    return _without_links(folder, _name(address)).read_bytes()


def save_document(folder, address, content):
    path = _without_links(folder, _name(address))
    os.makedirs(path.parent, exist_ok=True)
    path.write_bytes(content)
    return len(content)
