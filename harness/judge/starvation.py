"""Whether the machine, and not the candidate, kept a test from being done: processors were withheld from it.

Both measures are the kernel's. What the candidate itself has used is taken off, for so long its own processes may have
kept others waiting; and its limit on CPU sees to it that this is little.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass

import process_files
from judge import steady
from judge.accounts import Account, run_delay

# A shorter wait explains nothing: libraries wait for an answer a second at least.
_LEAST_SECONDS = 1.0
# CPU seconds; a test costs the judge far less.
_MOST_OF_THE_JUDGE = 0.5


class Pulse:
    """How long a thread of the judge that wakes many times a second has waited for a processor. No candidate can change
    its priority, so its wait is the machine's doing, whatever the candidate has done to its own."""

    def __init__(self) -> None:
        """In the thread itself."""
        self._file = f"{os.getpid()}/task/{threading.get_native_id()}"

    def waited(self) -> float:
        return run_delay(self._file)


class Waits:
    """How long the threads of a candidate have waited in a test, those included that have ended since. Threads wait at the
    same time, so this may be more than the test has lasted: good for putting a limit off, which costs nobody a verdict."""

    def __init__(self) -> None:
        self._first: dict[str, float] | None = None
        self._last: dict[str, float] = {}

    def look(self, pids: list[int]) -> None:
        found: dict[str, float] = {}
        for pid in pids:
            try:
                threads = process_files.names(f"{pid}/task")
            except OSError:
                continue
            found.update({f"{pid}/task/{thread}": run_delay(f"{pid}/task/{thread}") for thread in threads})
        self._first = found if self._first is None else self._first
        self._last.update(found)

    def waited(self) -> float:
        return sum(waited - (self._first or {}).get(thread, 0.0) for thread, waited in self._last.items())


@dataclass
class Since:
    """The accounts as they were when a test began."""

    at: float
    delay: float
    pulse: float
    used: float
    judge: float

    @staticmethod
    def now(account: Account, own: Account, pulse: float, used: float) -> Since:
        return Since(steady.now(), account.run_delay() + own.run_delay(), pulse, used, time.process_time())

    def starved(self, now: Since, meddled: bool = False) -> bool:
        """Enough to judge it once more, with the machine to itself. `meddled`: the candidate changed how it is scheduled,
        so that its own wait says nothing."""
        return self._mostly(now, max(0.0 if meddled else now.delay - self.delay, now.pulse - self.pulse))

    def starved_alone(self, now: Since) -> bool:
        """Enough to judge it no further. A candidate that gives the judge endless work is not excused: on a busy machine
        that waits, too."""
        return now.judge - self.judge < _MOST_OF_THE_JUDGE and self._mostly(now, now.pulse - self.pulse)

    def _mostly(self, now: Since, waited: float) -> bool:
        lasted = now.at - self.at
        return lasted >= _LEAST_SECONDS and waited - (now.used - self.used) - (now.judge - self.judge) > 0.5 * lasted


def scheduling(pid: int) -> tuple[object, ...]:
    """What a process may change of how it is scheduled."""
    try:
        group = process_files.read(f"{pid}/autogroup").split()[-1:]
    except OSError:
        group = []
    try:
        affinity = os.sched_getaffinity(pid)
        return (os.getpriority(os.PRIO_PROCESS, pid), os.sched_getscheduler(pid), affinity, group)
    except OSError:
        return ()
