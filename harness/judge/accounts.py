"""What the kernel says that a process and its children have used. A process that is gone has used nothing.

Read as bytes: a process may give itself a name that is no text.
"""

from __future__ import annotations

import os
import time

import process_files
from judge.tree import Tree

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Account:
    """What one process and all below it have used. Its files stay open, for every test asks several times."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._clock = (~pid << 3) | 2
        self._files = {name: _open(f"{pid}/{name}") for name in ("stat", "schedstat", "task")}
        self._tree = Tree(pid)
        self._children = _open(f"{pid}/task/{pid}/children")

    def own_cpu(self) -> float:
        """CPU seconds of the process itself."""
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0

    def children_cpu(self) -> float:
        """CPU seconds of everything below it, alive or not."""
        fields = _fields(_read(self._files["stat"]))
        waited = (int(fields[13]) + int(fields[14])) / _TICK if fields else 0.0
        return self._tree.look(waited) if self.has_children() or self._tree.processes else self._tree.total(waited)

    @property
    def descendants(self) -> list[int]:
        """All below it at the last look."""
        return self._tree.processes

    def cpu(self) -> float:
        return self.own_cpu() + self.children_cpu()

    def has_children(self) -> bool:
        """False only when it certainly has none alive: children are listed by the thread that made them."""
        try:
            threads = os.fstat(self._files["task"]).st_nlink - 2
        except OSError:
            return False
        return threads != 1 or _read(self._children) != b""

    def run_delay(self) -> float:
        """Seconds that its main thread has waited for a processor."""
        return _delay(_read(self._files["schedstat"]))

    def close(self) -> None:
        for descriptor in (*self._files.values(), self._children):
            if descriptor >= 0:
                os.close(descriptor)


def _open(path: str) -> int:
    """-1 where the kernel does not tell it, or the process is gone; reading that is reading nothing."""
    try:
        return process_files.open_file(path)
    except OSError:
        return -1


def _read(descriptor: int) -> bytes:
    try:
        return os.pread(descriptor, 4096, 0)
    except OSError:
        return b""


def _fields(stat: bytes) -> list[bytes]:
    return stat.rpartition(b")")[2].split()


def resident(pid: int) -> int:
    try:
        return int(process_files.read(f"{pid}/statm").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def proportional(pid: int) -> int:
    """Resident bytes, each page divided by the number of processes that share it; all of them of a process that has
    made itself unreadable.
    """
    try:
        lines = process_files.read(f"{pid}/smaps_rollup").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:"))
    except PermissionError:
        return resident(pid)
    except (OSError, StopIteration):
        return 0


def run_delay(pid: int | str) -> float:
    """Seconds that the main thread of a process (or a thread: `PID/task/TID`) has waited for a processor, asked once."""
    try:
        return _delay(process_files.read(f"{pid}/schedstat"))
    except OSError:
        return 0.0


def _delay(schedstat: bytes) -> float:
    numbers = schedstat.split()
    return int(numbers[1]) / 1e9 if len(numbers) > 1 else 0.0
