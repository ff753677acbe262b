import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def fit(path, forbidden):
    if path.is_symlink() or not path.is_dir():
        return False
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & forbidden


def put_new(path, mode):
    """A new, empty folder under this name; what was there goes away."""
    made = Path(tempfile.mkdtemp(dir=path.parent))
    made.chmod(mode)
    if path.is_symlink() or path.exists():
        away = Path(tempfile.mkdtemp(dir=path.parent))
        path.rename(away / "old")
        shutil.rmtree(away)
    made.rename(path)


def workplace(scratch, desk):
    everything = Path(scratch, "lector")
    folder = everything / desk
    if not fit(everything, 0o022):
        put_new(everything, 0o711)
    if not fit(folder, 0o077):
        put_new(folder, 0o700)
    return folder


@contextlib.contextmanager
def cleared(*paths):
    for path in paths:
        path.unlink(missing_ok=True)
    try:
        yield paths
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def read_scan(desk, scan, scratch):
    try:
        folder = workplace(scratch, desk)
    except OSError as error:
        raise RuntimeError("the folder cannot be used") from error
    with cleared(folder / "scan.pgm", folder / "text.txt") as (source, result):
        source.write_bytes(scan)
        try:
            subprocess.run(["lector", str(folder)], check=True)
            return result.read_text("utf-8")
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            raise RuntimeError("lector has failed") from error


def desks(scratch):
    everything = Path(scratch, "lector")
    return [] if everything.is_symlink() else sorted(path.parent.name for path in everything.glob("*/lexicon"))


def forget(desk, scratch):
    everything = Path(scratch, "lector")
    if not everything.is_symlink():
        shutil.rmtree(everything / desk, ignore_errors=True)
