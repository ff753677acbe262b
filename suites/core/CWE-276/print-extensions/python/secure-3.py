import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path


def store(path, content, mode):
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with open(descriptor, "wb") as file:
        file.write(content)
    os.chmod(temporary, mode)
    os.replace(temporary, path)


def make_folder(root, path):
    if path == root:
        return
    make_folder(root, path.parent)
    path.mkdir(exist_ok=True)
    path.chmod(0o755)


def install(shelf, name, version, package):
    shelf = Path(shelf)
    target = shelf / name / version
    if target.exists():
        raise FileExistsError(str(target))
    make_folder(shelf, target.parent)
    made = Path(tempfile.mkdtemp(dir=shelf / name))
    with tarfile.open(package) as archive:
        for member in archive:
            path = made / member.name
            if member.isdir():
                make_folder(made, path)
            elif member.isreg():
                make_folder(made, path.parent)
                store(path, archive.extractfile(member).read(), 0o755 if member.mode & 0o100 else 0o644)
    made.chmod(0o755)
    shutil.move(made, target)
    default, present = target / "settings.default.json", shelf / name / "settings.json"
    if default.exists() and not present.exists():
        store(present, default.read_bytes(), 0o600)
    store(shelf / name / "current", version.encode(), 0o644)


def settings(shelf, name):
    path = Path(shelf, name, "settings.json")
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def configure(shelf, name, key, value):
    values = settings(shelf, name)
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
    store(Path(shelf, name, "settings.json"), json.dumps(values).encode("utf-8"), 0o600)


def export_settings(shelf, target):
    found = {path.parent.name: json.loads(path.read_text("utf-8")) for path in Path(shelf).glob("*/settings.json")}
    store(Path(target), json.dumps(found).encode("utf-8"), 0o600)
