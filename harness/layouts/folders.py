"""The folders of a lane in which a candidate may write, where it has no file systems of its own."""

from __future__ import annotations

import contextlib
import os
import secrets

import places

_CALLS = os.path.dirname(places.CALLS)
OF_A_CANDIDATE = tuple({places.WORK, places.TMP, places.SHARED_MEMORY, places.TOOLS, _CALLS})
_MOST_ENTRIES = 16_384
_LONGEST_PATH = 3000  # far enough below what the kernel takes, so that nothing hides beneath
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def empty(folder: str) -> None:
    """Removes all that is in it, however deep, and follows no link. No process of the candidate lives any more."""
    os.chmod(folder, 0o755)
    top = os.open(folder, _FOLDER)
    try:
        while names := os.listdir(top):
            for name in names:
                if not _unlink(name, top):
                    _flatten(name, top)
    finally:
        os.close(top)


def _unlink(name: str, folder: int) -> bool:
    """False when it is a folder."""
    try:
        os.unlink(name, dir_fd=folder)
    except IsADirectoryError:
        return False
    return True


def _flatten(name: str, top: int) -> None:
    """Removes a folder whose own folders come up to the top: a stack of descriptors could be made too deep."""
    os.chmod(name, 0o700, dir_fd=top)
    inner = os.open(name, _FOLDER, dir_fd=top)
    try:
        for below in os.listdir(inner):
            if not _unlink(below, inner):
                os.chmod(below, 0o700, dir_fd=inner)
                os.rename(below, secrets.token_hex(16), src_dir_fd=inner, dst_dir_fd=top)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=top)


def hold_more_than(most_bytes: int) -> bool:
    """As far as names go: what was unlinked and is still open is bounded by the size of one file and their number."""
    used = entries = 0
    stack = [places.WORK, places.TMP, places.SHARED_MEMORY]
    while stack:
        folder = stack.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                entries += 1
                if entries > _MOST_ENTRIES or len(entry.path) > _LONGEST_PATH:
                    return True
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    used += entry.stat(follow_symlinks=False).st_blocks * 512
                    if used > most_bytes:
                        return True
    return False
