"""A clock that stands still while this process is stopped: a machine that sleeps, a container that is frozen, SIGSTOP.

A thread notes the time twice a second. A longer gap in which the judge neither computed nor waited for a processor is
one in which it was stopped; a gap of the other kinds counts, for a candidate could cause it.
"""

from __future__ import annotations

import os
import threading
import time

from judge.accounts import Account

_BEAT_SECONDS = 0.5
_GAP_SECONDS = 2.0


class _Beat:
    """The last time that was noted, and how long the judge had been busy by then."""

    # Reentrant: a signal handler may ask while its thread is in here.
    lock = threading.RLock()
    at = time.monotonic()
    busy = 0.0
    stopped = 0.0
    account: Account | None = None


def now() -> float:
    """Seconds, like time.monotonic, without those in which this process was stopped."""
    moment = time.monotonic()
    if moment - _Beat.at > _GAP_SECONDS:
        _note()
    return moment - _Beat.stopped


def seconds_stopped() -> float:
    """Since the process began. Times without a candidate count too: take the difference."""
    now()
    return _Beat.stopped


def start() -> None:
    """Once, in the judge, and before the first candidate."""

    def beat() -> None:
        while True:
            time.sleep(_BEAT_SECONDS)
            _note()

    _Beat.account, _Beat.at = Account(os.getpid()), time.monotonic()
    threading.Thread(target=beat, daemon=True).start()


def _note() -> None:
    with _Beat.lock:
        waited = 0.0 if _Beat.account is None else _Beat.account.run_delay()
        moment, busy = time.monotonic(), time.process_time() + waited
        gap = moment - _Beat.at
        if gap > _GAP_SECONDS and busy - _Beat.busy < gap / 2:
            _Beat.stopped += gap
        _Beat.at, _Beat.busy = moment, busy
