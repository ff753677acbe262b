import os

MAX_SIZE = 65536


def regular_files(folder):
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries if entry.is_file(follow_symlinks=False)}


def load(entry):
    with open(entry.path, "rb") as file:
        data = file.read(MAX_SIZE + 1)
    return data if len(data) <= MAX_SIZE else None


def list_reports(folder):
    return sorted(name for name, entry in regular_files(folder).items() if load(entry) is not None)


def read_report(folder, name):
    entry = regular_files(folder).get(name)
    if entry is None:
        return None
    data = load(entry)
    if data is None:
        return None
    return {"name": name, "size": len(data), "text": data.decode("utf-8", "replace")}
