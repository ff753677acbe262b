import os
import stat

LIMIT = 65_536


def same_regular_file(opened, named):
    return stat.S_ISREG(named.st_mode) and (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino)


def content_of(path):
    """The bytes of a published file, or None."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    with open(path, "rb") as file:
        if not same_regular_file(os.fstat(file.fileno()), os.lstat(path)):
            return None
        content = file.read(LIMIT + 1)
    return content if len(content) <= LIMIT else None


def list_reports(folder):
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_size <= LIMIT:
                names.append(entry.name)
    names.sort()
    return names


def read_report(folder, name):
    try:
        content = content_of(os.path.join(folder, name))
    except FileNotFoundError:
        return None
    if content is None:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
