from pathlib import Path
from urllib.parse import unquote


def _document(folder, address):
    path = Path(folder) / unquote(address)
    try:
        path.relative_to(folder)
    except ValueError:
        raise FileNotFoundError(f"not in the folder: {address}") from None
    return path


def read_document(folder, address):
    return _document(folder, address).read_bytes()


def save_document(folder, address, content):
    path = _document(folder, address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path.stat().st_size
