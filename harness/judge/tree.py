"""The CPU time of all processes below a host, those included that have ended and that nobody has waited for.

The kernel adds what an ended process used to the account of who waits for it. Whoever ignores SIGCHLD waits for nobody,
and then it is in no account at all: what was last seen of it counts.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass

import process_files

_TICK = os.sysconf("SC_CLK_TCK")
_MOST = 512


@dataclass
class _Seen:
    parent: int
    own: float
    waited: float


class Tree:
    def __init__(self, root: int) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._seen: dict[int, _Seen] = {}
        self._ended: dict[int, float] = {}  # by parent: all that its children that ended had used when last seen

    @property
    def processes(self) -> list[int]:
        """Those below the root that were alive, or waited for by nobody, at the last look."""
        return list(self._seen)

    def total(self, waited: float) -> float:
        """As of the last look. `waited`: of those for which the root has waited, by the kernel's account."""
        return max(waited, self._ended.get(self._root, 0.0)) + sum(
            one.own + max(one.waited, self._ended.get(pid, 0.0)) for pid, one in self._seen.items()
        )

    def look(self, waited: float) -> float:
        """CPU seconds of the root's children and theirs, the living and the ended."""
        with self._lock:
            found = self._find()
            # Children first, so that what they used is in their parent's account before that ends as well.
            for pid, seen in reversed(list(self._seen.items())):
                now = found.get(pid)
                own = now.own if now is not None else _clock_of(pid)
                if own is None or own < seen.own:  # gone, and its number perhaps given to another
                    used = seen.own + max(seen.waited, self._ended.pop(pid, 0.0))
                    self._ended[seen.parent] = self._ended.get(seen.parent, 0.0) + used
                elif now is None:  # the kernel may skip one while others come and go
                    found[pid] = seen
            self._seen = found
            return self.total(waited)

    def _find(self) -> dict[int, _Seen]:
        """Parents before their children."""
        found: dict[int, _Seen] = {}
        queue = [self._root]
        for parent in queue:
            for child in process_files.children(parent):
                own = _clock_of(child)
                if own is not None and child not in found and len(found) < _MOST:
                    found[child] = _Seen(parent, own, _waited_cpu(child))
                    queue.append(child)
        return found



def _clock_of(pid: int) -> float | None:
    """CPU seconds of a process and its threads; None when it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return None


def _waited_cpu(pid: int) -> float:
    """CPU seconds of the children that a process has waited for, and of those that they have."""
    try:
        fields = process_files.read(f"{pid}/stat").rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / _TICK
