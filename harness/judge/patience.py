"""Frees the judge from what a candidate left in its way: a FIFO where a test reads a file, a value that takes for ever
to compare, a database whose rows never end. The watchdog ends a host; this ends the judge's own part of a test.

The thread that runs the test gets an exception. Where none can reach it (inside a library), the supervisor ends the
judge by the deadline that stands here.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

from deadline import Deadline
from judge import steady
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
        # Reentrant: the signal may come while its thread is in here.
        self._lock = threading.RLock()
        signal.signal(signal.SIGALRM, self._interrupt)

    def begin(self, seconds: float) -> None:
        """The judge's own part may go on for this long from now; replaces what was said before."""
        with self._lock:
            self._until = steady.now() + seconds + _GRACE_SECONDS
            self._tell_supervisor(seconds + _GRACE_SECONDS)
        # More than once: the first exception may strike where a test takes any for an answer.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS, 1.0)

    def more(self, seconds: float) -> None:
        """The machine withheld that much of what was allowed. Called by another thread."""
        with self._lock:
            if self._until != float("inf"):
                self._until += seconds
                self._tell_supervisor(self._until - steady.now())
        # A candidate whose many processes wait for each other may be put off again and again: that is no silence.
        self.alive()

    def end(self) -> None:
        with self._lock:
            self._until = float("inf")
            self._deadline.clear()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _tell_supervisor(self, seconds: float) -> None:
        now = time.monotonic()
        self._deadline.set(now + seconds, now, self._account.run_delay())

    def _interrupt(self, _number: int, _frame: object) -> None:
        now = steady.now()
        if now >= self._until:
            self.struck = True
            raise LimitSpent("wall", TOLD)
        with self._lock:
            if self._until != float("inf"):
                self._tell_supervisor(self._until - now)  # while the judge was stopped, the supervisor's clock went on
