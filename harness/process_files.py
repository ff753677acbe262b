"""Reads what /proc says, also where the root of this process has none: by a descriptor that was opened before.

Forker, hosts and judge load this; what they read is numbers of the kernel's own.
"""

from __future__ import annotations

import os

_folder: int | None = None


def use(descriptor: int) -> None:
    """The /proc of the machine, opened before this process's root was changed."""
    global _folder
    os.set_inheritable(descriptor, False)
    _folder = descriptor


def open_file(path: str) -> int:
    """`path` is below /proc. Raises OSError when the process is gone or may not be read."""
    flags = os.O_RDONLY | os.O_CLOEXEC
    return os.open(f"/proc/{path}", flags) if _folder is None else os.open(path, flags, dir_fd=_folder)


def read(path: str) -> bytes:
    """As bytes: a process may give itself a name that is no text."""
    with open(open_file(path), "rb") as file:
        return file.read()


def names(path: str) -> list[str]:
    folder = open_file(path)
    try:
        return os.listdir(folder)
    finally:
        os.close(folder)


def children(pid: int | str) -> list[int]:
    """Living and unreaped children of all threads of a process; none when it is gone."""
    found: list[int] = []
    try:
        for task in names(f"{pid}/task"):
            found.extend(int(child) for child in read(f"{pid}/task/{task}/children").split())
    except OSError:
        pass
    return found


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    queue = [pid]
    while queue and len(found) < 512:
        under = children(queue.pop())
        found.extend(under)
        queue.extend(under)
    return found
