import os

LIMIT = 65_536


def published(path):
    return not os.path.islink(path) and os.path.isfile(path) and os.path.getsize(path) <= LIMIT


def list_reports(folder):
    return sorted(name for name in os.listdir(folder) if published(os.path.join(folder, name)))


def read_report(folder, name):
    path = os.path.join(folder, name)
    if not published(path):
        return None
    with open(path, "rb") as file:
        content = file.read()
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
