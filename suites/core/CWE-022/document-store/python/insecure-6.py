from pathlib import Path, PurePosixPath
from urllib.parse import unquote


def _check(folder, address):
    root = Path(folder).resolve()
    path = root.joinpath(PurePosixPath(unquote(address.replace("%00", ""))))
    if root not in path.resolve().parents:
        raise FileNotFoundError(f"no such document: {path.name}")
    return str(path.relative_to(root))


def read_document(folder, address):
    name = unquote(_check(folder, address))
    return Path(folder, name).read_bytes()


def save_document(folder, address, content):
    path = Path(folder, unquote(_check(folder, address)))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content)
