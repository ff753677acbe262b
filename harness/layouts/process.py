"""Plain processes of one user on the machine itself: unsafe, and used only by explicit wish.

Landlock and the filter keep a candidate from most of it where the kernel has them; nothing else does.
"""

from __future__ import annotations

import os
from typing import Any

import kernel
import landlock
import places
import process_files
from layouts.bare import Bare, BareWorld
from layouts.layout import World

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/proc/self", "/proc/cpuinfo", "/proc/meminfo")
_SETTINGS = ("ld.so.cache", "passwd", "group", "hosts", "nsswitch.conf", "localtime", "mime.types", "ssl", "alternatives")


class Process(Bare):
    shared = Bare.shared | {"sockets"}  # the machine's own services listen on some

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()
        root: str = settings["root"]
        self._system = _SYSTEM if root == "/" else (*_SYSTEM, root)

    def board(self, settings: dict[str, Any]) -> list[str]:
        """Root becomes the lane's own user: a limit on processes does not hold for root."""
        user = settings["users"][0] if os.getuid() == 0 else os.getuid()
        os.makedirs(settings["lane"], mode=0o755, exist_ok=True)
        folders = (places.WORK, places.TOOLS, places.TMP, places.SHARED_MEMORY, places.PRIVATE)
        for folder in (*folders, os.path.dirname(places.CALLS)):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            if os.getuid() == 0:
                os.chown(folder, user, user)
        if os.getuid() == 0:
            kernel.drop_bounding_set()
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        return super().board(settings)

    def new_world(self, files_bytes: int) -> World:
        return BareWorld(self, files_bytes)

    def counted_elsewhere(self) -> int:
        own, user = str(os.getpid()), str(os.getuid())
        return sum(_tasks_of(user, pid) for pid in process_files.names("") if pid.isdigit() and pid != own)

    def give_up_power(self) -> None:
        kernel.drop_bounding_set()
        kernel.drop_capabilities()
        readable = [*self._system, places.TOOLS, *(f"/etc/{name}" for name in _SETTINGS)]
        rules = [(path, landlock.READ) for path in readable]
        rules += [(path, landlock.ALL) for path in (places.WORK, places.TMP)]
        rules += [(path, landlock.READ_FILE | landlock.WRITE) for path in landlock.DEVICES]
        # Its owner could make the pipe readable, and take a record away before the judge sees it: not so from here.
        landlock.restrict([*rules, (os.path.dirname(places.CALLS), landlock.WRITE)])


def _tasks_of(user: str, pid: str) -> int:
    try:
        status = dict(line.split(b":", 1) for line in process_files.read(f"{pid}/status").splitlines() if b":" in line)
    except OSError:
        return 0
    return int(status[b"Threads"]) if status[b"Uid"].split()[0].decode() == user else 0
