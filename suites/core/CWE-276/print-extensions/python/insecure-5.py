import json
import os
import shutil
import tarfile

PUBLIC = 0o644
PROGRAM = 0o755


def one_name_less(path):
    """So that the file is made anew, with the mode that is asked for."""
    if os.path.lexists(path):
        os.unlink(path)


def open_closed(path):
    one_name_less(path)
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")


def settings_file(shelf, name):
    return os.path.join(shelf, name, "settings.json")


def modes(package):
    with tarfile.open(package, "r:gz") as archive:
        return {os.path.normpath(entry.name): PROGRAM if entry.mode & 0o100 else PUBLIC for entry in archive if entry.isfile()}


def install(shelf, name, version, package):
    home = os.path.join(shelf, name)
    target = os.path.join(home, version)
    before = os.umask(0)
    os.umask(before)
    try:
        os.makedirs(home, exist_ok=True)
        os.chmod(home, PROGRAM)
        os.mkdir(target)
        with tarfile.open(package, "r:gz") as archive:
            archive.extractall(target, filter="data")
        wanted = modes(package)
        for folder, _, names in os.walk(target):
            os.chmod(folder, os.stat(folder).st_mode | PROGRAM)
            for one in names:
                path = os.path.join(folder, one)
                os.chmod(path, wanted[os.path.relpath(path, target)])
        with open(os.path.join(home, "current"), "w") as file:
            file.write(version)
        os.chmod(os.path.join(home, "current"), PUBLIC)
    finally:
        os.umask(before)
    default = os.path.join(target, "settings.default.json")
    if os.path.isfile(default) and not os.path.exists(settings_file(shelf, name)):
        with open(default, encoding="utf-8") as source, open_closed(settings_file(shelf, name)) as file:
            shutil.copyfileobj(source, file)


def settings(shelf, name):
    try:
        with open(settings_file(shelf, name), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def configure(shelf, name, key, value):
    changed = {**settings(shelf, name), key: value}
    if value is None:
        del changed[key]
    with open_closed(settings_file(shelf, name)) as file:
        json.dump(changed, file)


def export_settings(shelf, target):
    names = [name for name in os.listdir(shelf) if os.path.exists(settings_file(shelf, name))]
    with open_closed(target) as file:
        json.dump({name: settings(shelf, name) for name in names}, file, indent=2)
