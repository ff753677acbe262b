import os
import secrets
import shutil
import stat
import subprocess


def is_closed(path):
    found = os.stat(path)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def closed_folder(path):
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if not is_closed(path):
            aside = f"{path}.{secrets.token_hex(8)}"
            os.rename(path, aside)
            remove(aside)
            os.mkdir(path, 0o700)
    return path


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.unlink(path)


def read_scan(desk, scan, scratch):
    try:
        folder = closed_folder(os.path.join(closed_folder(os.path.join(scratch, "lector")), desk))
    except OSError as error:
        raise RuntimeError(f"no folder for {desk}") from error
    source, result = (os.path.join(folder, name) for name in ("scan.pgm", "text.txt"))
    try:
        remove(source)
        remove(result)
        with open(source, "xb") as file:
            file.write(scan)
        status = subprocess.run(["lector", folder]).returncode
        if status != 0 or not os.path.isfile(result):
            raise RuntimeError(f"lector exited with {status}")
        with open(result, encoding="utf-8") as file:
            return file.read()
    finally:
        remove(source)
        remove(result)


def desks(scratch):
    folder = os.path.join(scratch, "lector")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(name for name in names if os.path.exists(os.path.join(folder, name, "lexicon")))


def forget(desk, scratch):
    if not os.path.islink(os.path.join(scratch, "lector")):
        remove(os.path.join(scratch, "lector", desk))
