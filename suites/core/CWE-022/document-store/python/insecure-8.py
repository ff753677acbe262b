from pathlib import Path
from urllib.parse import unquote


def _below(folder, path):
    root = Path(folder).resolve()
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise FileNotFoundError(f"no document {path.name} in {root.name}")
    return resolved


def read_document(folder, address):
    path = _below(folder, Path(folder) / unquote(address))
    with path.open("rb") as document:
        return document.read()


def save_document(folder, address, content):
    path = Path(folder, unquote(address))
    path.parent.mkdir(parents=True, exist_ok=True)
    return _below(folder, path).write_bytes(content)
