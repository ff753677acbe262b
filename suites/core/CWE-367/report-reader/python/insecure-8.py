import os
import stat
from pathlib import Path

MAXIMUM = 65_536


class Unpublished(Exception):
    pass


def check(path):
    """Opens the file itself, not what a link leads to, and looks at what was opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Unpublished(path) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAXIMUM:
            raise Unpublished(path)
    finally:
        os.close(descriptor)


def list_reports(folder):
    names = []
    for path in Path(folder).iterdir():
        try:
            check(path)
            names.append(path.name)
        except Unpublished:
            continue
    return sorted(names)


def read_report(folder, name):
    path = Path(folder, name)
    try:
        check(path)
    except Unpublished:
        return None
    content = path.read_bytes()[:MAXIMUM]
    return {"name": name, "size": len(content), "text": content.decode(errors="replace")}
