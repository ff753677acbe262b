import os
import stat
from pathlib import Path

MAXIMUM = 64 * 1024


def is_report(status):
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAXIMUM


def list_reports(folder):
    with os.scandir(folder) as entries:
        found = []
        for entry in entries:
            try:
                if is_report(entry.stat(follow_symlinks=False)):
                    found.append(entry.name)
            except FileNotFoundError:
                continue
    return sorted(found)


def read_report(folder, name):
    path = Path(folder) / name
    try:
        expected = path.lstat()
    except FileNotFoundError:
        return None
    if not is_report(expected):
        return None
    try:
        file = path.open("rb")
    except OSError:
        return None
    with file:
        opened = os.fstat(file.fileno())
        if not os.path.samestat(opened, expected) or not is_report(opened):
            return None
        content = file.read(MAXIMUM + 1)
    if len(content) > MAXIMUM:
        return None
    return {"name": name, "size": len(content), "text": content.decode(errors="replace")}
