"""A root folder of the lane's own: the environment's files by hard links, and what may not be shared made anew."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from typing import Any

from layouts.host_users import HostUsers

_OWN = ("dev", "h", "judge", "proc", "sys", "tmp", "tools", "work")
_DEVICES = {"null": (1, 3), "zero": (1, 5), "full": (1, 7), "random": (1, 8), "urandom": (1, 9), "tty": (5, 0)}


def build(settings: dict[str, Any], users: HostUsers) -> str:
    """The root folder: made once for each build of the environment, with the harness of this run in it."""
    root = os.path.join(settings["lane"], settings["key"])
    if not os.path.exists(root):
        half = root + ".half"
        shutil.rmtree(half, ignore_errors=True)
        _make(settings["root"], half, users)
        os.rename(half, root)
    harness = os.path.join(root, "h")
    shutil.rmtree(harness)
    shutil.copytree(settings["harness"], harness, copy_function=_link, ignore=shutil.ignore_patterns("__pycache__"))
    os.chmod(harness, 0o700)  # not the candidate's business
    return root


def _make(source: str, root: str, users: HostUsers) -> None:
    os.makedirs(root, mode=0o755)
    for entry in os.scandir(source):
        if entry.name not in _OWN:
            _copy(entry, os.path.join(root, entry.name))
    for name in _OWN:
        os.mkdir(os.path.join(root, name), 0o755)
    os.chmod(os.path.join(root, "judge"), 0o700)
    os.mkdir(os.path.join(root, "dev/shm"), 0o755)
    _make_devices(os.path.join(root, "dev"))
    names = os.path.join(root, "etc/passwd")
    with open(os.path.join(source, "etc/passwd")) as file:
        text = users.name_all(file.read())
    os.unlink(names)  # else the environment's own would be written
    with open(names, "w") as file:
        file.write(text)


def _copy(entry: os.DirEntry[str], target: str) -> None:
    if entry.is_symlink():
        os.symlink(os.readlink(entry.path), target)
    elif entry.is_dir():
        os.mkdir(target)
        for inner in os.scandir(entry.path):
            _copy(inner, os.path.join(target, inner.name))
        os.chmod(target, stat.S_IMODE(entry.stat().st_mode) & 0o755)  # nobody but root may write here
    elif entry.is_file():
        _link(entry.path, target)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
    return target


def _make_devices(folder: str) -> None:
    for name, numbers in _DEVICES.items():
        path = os.path.join(folder, name)
        with contextlib.suppress(OSError):
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(*numbers))
            os.chmod(path, 0o666)
    null = os.path.join(folder, "null")
    if not os.path.exists(null):  # a machine that lets nobody make devices: an ordinary file, emptied before a candidate
        os.close(os.open(null, os.O_WRONLY | os.O_CREAT, 0o666))
        os.chmod(null, 0o666)
