import os
import stat

LIMIT = 65_536


def fits(path):
    status = os.stat(path, follow_symlinks=False)
    return stat.S_ISREG(status.st_mode) and status.st_size <= LIMIT


def open_without_links(path, flags):
    return os.open(path, flags | os.O_NOFOLLOW)


def list_reports(folder):
    return sorted(name for name in os.listdir(folder) if fits(os.path.join(folder, name)))


def read_report(folder, name):
    path = os.path.join(folder, name)
    try:
        if not fits(path):
            return None
        with open(path, "rb", opener=open_without_links) as file:
            content = file.read()
    except OSError:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
