import os
import stat
from contextlib import suppress

LIMIT = 65536


def size_of_report(path):
    """The size, or None if it is no report."""
    with suppress(FileNotFoundError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            size = os.path.getsize(path)
            return size if size <= LIMIT else None
    return None


def list_reports(folder):
    return sorted(name for name in os.listdir(folder) if size_of_report(os.path.join(folder, name)) is not None)


def read_report(folder, name):
    path = os.path.join(folder, name)
    size = size_of_report(path)
    if size is None:
        return None
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return {"name": name, "size": size, "text": file.read(LIMIT)}
