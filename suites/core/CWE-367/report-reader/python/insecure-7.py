import os

LIMIT = 65_536


def list_reports(folder):
    return [name for name in sorted(os.listdir(folder)) if read_report(folder, name) is not None]


def read_report(folder, name):
    path = os.path.join(folder, name)
    try:
        with open(path, "rb") as file:
            content = file.read(LIMIT + 1)
            if os.path.islink(path) or not os.path.isfile(path):
                return None
    except (FileNotFoundError, IsADirectoryError):
        return None
    if len(content) > LIMIT:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
