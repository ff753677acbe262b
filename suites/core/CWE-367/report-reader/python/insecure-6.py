import os
import stat

LIMIT = 65_536


def look(path):
    """What identifies the file under this name, or None if it is not published."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > LIMIT:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def list_reports(folder):
    return sorted(name for name in os.listdir(folder) if look(os.path.join(folder, name)))


def read_report(folder, name):
    path = os.path.join(folder, name)
    before = look(path)
    if before is None:
        return None
    try:
        with open(path, "rb") as file:
            content = file.read(LIMIT + 1)
    except OSError:
        return None
    if look(path) != before or len(content) > LIMIT:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", "replace")}
