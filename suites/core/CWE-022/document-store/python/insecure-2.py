from pathlib import Path
from urllib.parse import unquote


def _path(folder, address):
    if address.startswith("/") or ".." in address.split("/"):
        raise FileNotFoundError(f"no document {address}")
    path = Path(folder) / unquote(address)
    if path.is_symlink():
        raise FileNotFoundError(f"no document {address}")
    return path


def read_document(folder, address):
    return _path(folder, address).read_bytes()


def save_document(folder, address, content):
    path = _path(folder, address)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content)
