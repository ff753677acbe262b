"""The supervisor's watch over the judge: frees it from what a candidate's value holds it with inside a library, where
no exception can reach it and no thread of its own gets the interpreter lock.

The judge is ended and the caller told of which candidate, so that the case counts as not done in time. It is told as
`starved` when the judge waited for a processor for most of that time, and as `crashed` when a signal of its own doing
ended it in the middle of a case: both are then tried again.
"""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import time

from deadline import Deadline

# After the judge should have been freed by an exception. Counted in looks, so that a sandbox that was stopped for a
# while has that long from when it goes on.
_LOOKS = 4
_SECONDS = 1.0
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL)


def wait(forker: int, judge: int, deadline: Deadline) -> tuple[int, int]:
    """(process, status) of the one that ended first; (0, 0) when the caller is gone: nobody else ends a container then."""
    poll = select.poll()
    poll.register(0, 0)  # its end only, never a byte of it
    for child in (forker, judge):
        poll.register(os.pidfd_open(child), select.POLLIN)
    late, looks = float("inf"), 0
    while not (events := poll.poll(_SECONDS * 1000)):
        until = deadline.read()[0]
        over = until == late and time.monotonic() > until and not _is_stopped(judge)
        looks = looks + 1 if over else 0
        late = until
        if looks >= _LOOKS:
            _give_up(judge, deadline)
    if any(descriptor == 0 for descriptor, _event in events):
        return 0, 0
    # Of these two: the first process of a container is also handed whatever has lost its parent.
    ended, status = os.waitpid(forker, os.WNOHANG)
    if ended == 0:
        ended, status = os.waitpid(judge, 0)
    if ended == judge and os.WIFSIGNALED(status) and os.WTERMSIG(status) in _CRASHES:
        _tell("crashed", deadline)
    return ended, status


def _give_up(judge: int, deadline: Deadline) -> None:
    until, begun, delay, _candidate, alone = deadline.read()
    waited, lasted = _run_delay(judge) - delay, time.monotonic() - begun
    os.kill(judge, signal.SIGKILL)
    os.waitid(os.P_PID, judge, os.WEXITED | os.WNOWAIT)
    if deadline.read()[0] == until:  # else it was done at the last moment, and what it wrote may be torn
        _tell("starved" if waited > 0.5 * lasted and not alone else "held", deadline)


def _tell(what: str, deadline: Deadline) -> None:
    """The judge is gone and was in the middle of a case, so it has not been writing."""
    until, _begun, _delay, candidate, _alone = deadline.read()
    if until == float("inf"):
        return
    body = json.dumps({"id": candidate, "gaveUp": what}).encode()
    message = deadline.kept() + struct.pack(">I", len(body)) + body
    while message:
        message = message[os.write(1, message) :]


def _is_stopped(judge: int) -> bool:
    """Nothing that it does or that is done to it from inside can stop it; the caller will miss it."""
    with open(f"/proc/{judge}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] in "Tt"


def _run_delay(pid: int) -> float:
    from judge.accounts import run_delay  # not before the forker is forked: nothing of the judge may be in it

    return run_delay(pid)
