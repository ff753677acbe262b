"""Frees the judge from what a candidate left in its way: a FIFO where a test reads a file, a value that takes for ever
to compare, a database whose rows never end. The watchdog ends a host; this ends the judge's own part of a test.

The thread that runs the test gets an exception. Where none can reach it (inside a library), the supervisor ends the
judge by the deadline that stands here.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from deadline import Deadline
from judge.accounts import Account
from judge.faults import LimitSpent

TOLD = "the test's own part was not done in time"
# Beyond the wall limit, at which the host is ended and every answer from it comes at once.
_GRACE_SECONDS = 2.0


class Patience:
    def __init__(self, deadline: Deadline) -> None:
        self.struck = False
        self.alive: Callable[[], None] = lambda: None
        self._deadline = deadline
        self._until = float("inf")
        self._account = Account(os.getpid())
        signal.signal(signal.SIGALRM, self._interrupt)

    def begin(self, seconds: float) -> None:
        """The judge's own part may go on for this long from now; replaces what was said before."""
        now = time.monotonic()
        self._until = now + seconds + _GRACE_SECONDS
        self._deadline.set(self._until, now, self._account.run_delay())
        # More than once: the first exception may strike where a test takes any for an answer.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS, 1.0)

    def end(self) -> None:
        self._until = float("inf")
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._deadline.clear()

    def _interrupt(self, _number: int, _frame: object) -> None:
        if time.monotonic() >= self._until:
            self.struck = True
            raise LimitSpent("wall", TOLD)
