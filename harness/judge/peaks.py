"""How near a reference comes to its limits, seen from this side; measured only where `suite verify` asks for it.

Memory is what a process has beyond a host without a candidate, for the interpreter alone is more than a tenth of any
limit: what it holds, and what it has reserved of the addresses that the limit leaves (the C library reserves 64 MiB for a
thread, of which it uses little). The kernel keeps both peaks of each process; how many processes there are, and what their
files hold, is looked at every few milliseconds.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

import places
import process_files
from judge.host import Host

_LOOK_SECONDS = 0.004
_MIB = 1024 * 1024


class Peaks:
    def __init__(self, memory_bytes: int) -> None:
        self._hosts: list[Host] = []
        self._limit = memory_bytes
        self._held = self._reserved = 0
        self._over = threading.Event()
        self._looker = threading.Thread(target=self._look_on, daemon=True)
        self._forget()
        self._looker.start()

    def watch(self, host: Host) -> None:
        """Before its candidate is loaded."""
        self._held, self._reserved = (_memory(host.watched.pid, which) for which in (b"VmRSS", b"VmSize"))
        self._hosts = [one for one in self._hosts if not one.dead] + [host]

    def take(self) -> dict[str, float]:
        """Since the last time, in MiB and numbers."""
        self._look()
        told = {name: round(value, 3) for name, value in self._most.items()}
        self._forget()
        return told

    def close(self) -> None:
        self._over.set()
        self._looker.join()

    def _forget(self) -> None:
        self._most = {"memoryMib": 0.0, "addressShare": 0.0, "processes": 0.0, "filesMib": 0.0, "outputMib": 0.0}

    def _look_on(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        for host in list(self._hosts):
            pids = [host.watched.pid, *process_files.descendants(host.watched.pid)]
            held = max(_memory(pid, b"VmHWM") for pid in pids) - self._held
            reserved = max(_memory(pid, b"VmPeak") for pid in pids) - self._reserved
            self._note("memoryMib", held / _MIB)
            self._note("addressShare", reserved / max(1, self._limit - self._reserved))
            self._note("processes", sum(map(_threads, pids)))
            self._note("outputMib", len(host.watched.text) / _MIB)
            self._note("filesMib", sum(_held(folder) for folder in _folders(host.watched.pid)) / _MIB)

    def _note(self, name: str, value: float) -> None:
        self._most[name] = max(self._most[name], value)


def _memory(pid: int, which: bytes) -> int:
    try:
        for line in process_files.read(f"{pid}/status").splitlines():
            if line.startswith(which):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _threads(pid: int) -> int:
    """What the limit counts; 0 for a process that is gone."""
    try:
        return len(process_files.names(f"{pid}/task"))
    except OSError:
        return 0


def _folders(pid: int) -> Iterator[str]:
    """Those that are file systems of the candidate's own, as far as this side may look at them."""
    for folder in (places.WORK, f"/proc/{pid}/root{places.TMP}", f"/proc/{pid}/root{places.SHARED_MEMORY}"):
        with contextlib.suppress(OSError):
            if os.path.ismount(folder):
                yield folder


def _held(folder: str) -> int:
    try:
        held = os.statvfs(folder)
    except OSError:
        return 0
    return (held.f_blocks - held.f_bfree) * held.f_frsize
