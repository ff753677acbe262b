"""What the kernel says that a process and its children have used. A process that is gone has used nothing.

Read as bytes: a process may give itself a name that is no text.
"""

from __future__ import annotations

import os
import time

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def own_cpu(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def children_cpu(pid: int) -> float:
    """Reaped children of the host, and everything alive below it."""
    fields = _stat(pid)
    total = (int(fields[13]) + int(fields[14])) / _TICK if fields else 0.0
    for child in descendants(pid):
        child_fields = _stat(child)
        if child_fields:
            total += sum(int(child_fields[place]) for place in (11, 12, 13, 14)) / _TICK
    return total


def _stat(pid: int) -> list[bytes]:
    """The fields of /proc/PID/stat after the name, so that index 11 is utime; empty when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()
    except OSError:
        return []


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    queue = [pid]
    while queue and len(found) < 512:
        parent = queue.pop()
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{task}/children", "rb") as file:
                    children = [int(child) for child in file.read().split()]
                found.extend(children)
                queue.extend(children)
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def proportional(pid: int) -> int:
    """Resident bytes, each page divided by the number of processes that share it."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(b"Pss:"))
    except (OSError, StopIteration):
        return 0


def run_delay(pid: int) -> float:
    """Seconds that the host's main thread has waited for a processor."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0
