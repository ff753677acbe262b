"""Frees the judge from what a candidate left in its way: a FIFO where a test reads a file, a value that takes for ever
to compare, a database whose rows never end. The watchdog ends a host; this ends the judge's own part of a test.

First the thread that runs the test gets an exception. Where none can reach it (inside a library), the answer is sent as
far as it goes, and the process ends.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable

from judge.faults import LimitSpent

TOLD = "the test's own part was not done in time"
# Beyond the wall limit, at which the host is ended and every answer from it comes at once.
_GRACE_SECONDS = 2.0
_LAST_SECONDS = 3.0


class Patience:
    def __init__(self) -> None:
        self.struck = False
        self.give_up: Callable[[], None] = lambda: None
        self._until = float("inf")
        signal.signal(signal.SIGALRM, self._interrupt)
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self, seconds: float) -> None:
        """The judge's own part may go on for this long from now; replaces what was said before."""
        self._until = time.monotonic() + seconds + _GRACE_SECONDS
        # More than once: the first exception may strike where a test takes any for an answer.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS, 1.0)

    def end(self) -> None:
        self._until = float("inf")
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _interrupt(self, _number: int, _frame: object) -> None:
        if time.monotonic() >= self._until:
            self.struck = True
            raise LimitSpent("wall", TOLD)

    def _watch(self) -> None:
        while time.monotonic() < self._until + _LAST_SECONDS:
            time.sleep(1.0)
        self.give_up()
