from pathlib import Path
from urllib.parse import unquote


def _locate(folder, address):
    name = unquote(address)
    if "\0" in name:
        raise FileNotFoundError(f"no such document: {address}")
    root = Path(folder).resolve()
    path = (root / name).resolve()
    if path == root or not path.is_relative_to(root):
        raise FileNotFoundError(f"no such document: {address}")
    return path


def read_document(folder, address):
    path = _locate(folder, address)
    if not path.is_file():
        raise FileNotFoundError(f"no such document: {address}")
    return path.read_bytes()


def save_document(folder, address, content):
    path = _locate(folder, address)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content)
