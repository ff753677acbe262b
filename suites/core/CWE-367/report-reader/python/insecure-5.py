from pathlib import Path

LIMIT = 64 * 1024


def is_published(folder, path):
    if not path.exists() or not path.is_file():
        return False
    if path.stat().st_size > LIMIT:
        return False
    return not path.is_symlink() and path.resolve().parent == folder.resolve()


def list_reports(folder):
    folder = Path(folder)
    return sorted(path.name for path in folder.iterdir() if is_published(folder, path))


def read_report(folder, name):
    path = Path(folder) / name
    if not is_published(Path(folder), path):
        return None
    with path.open("rb") as file:
        content = file.read(LIMIT)
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
