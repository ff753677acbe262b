"""The judge's own decoder against generated garbage: every frame ends as a typed fault of the candidate, or as the
value that a strict reference decoder reads. Anything else (another exception, another value, a hang) ends this with 1.

    python3 test/harness/decoder_fuzz.py [malformed frames, 100000] [seed, 1]
"""

from __future__ import annotations

import collections
import multiprocessing
import pathlib
import random
import signal
import socket
import sys
import threading
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "harness"))

import hostile_frames  # noqa: E402
import reference_decoder  # noqa: E402
from judge.candidate import Candidate, LoadFailure  # noqa: E402
from judge.faults import CandidateError, DeadHost, LimitSpent, UncrossableValue  # noqa: E402
from judge.proxy import Handle  # noqa: E402
from judge.session import Session  # noqa: E402

_PROCESSES = 2
_HANG_SECONDS = 20


def ask(wire: bytes, rng: random.Random) -> tuple[Session, socket.socket]:
    """A session whose host sends these bytes, the first ones in pieces, and nothing more."""
    judge, host = socket.socketpair()
    if len(wire) > 65536:  # more than the buffer holds
        threading.Thread(target=_send, args=(host, [wire]), daemon=True).start()
    else:
        cuts = sorted(rng.randrange(len(wire) + 1) for _ in range(rng.randrange(4)))
        _send(host, [wire[start:end] for start, end in zip([0, *cuts], [*cuts, len(wire)])])
    watched = SimpleNamespace(spent=None, kill=lambda: None, notice_kills=lambda: None, cpu_seconds=lambda: 0.0)
    return Session(judge, watched, frozenset({"answer"})), host


def _send(host: socket.socket, pieces: list[bytes]) -> None:
    try:
        for piece in pieces:
            host.sendall(piece)
        host.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the judge had enough


def observe(session: Session) -> tuple[Any, ...]:
    try:
        return ("value", session.ask("call", args=[], kwargs={}))
    except CandidateError as error:
        return ("raised", error.type_names, error.message, error.line)
    except UncrossableValue:
        return ("uncrossable",)
    except LimitSpent as spent:
        return (spent.limit,)
    except DeadHost:
        return ("dead",)


def observe_load(session: Session) -> tuple[Any, ...]:
    """What the first answer of a host, to the order to load, may end as."""
    request = {"code": "", "companion": "", "env": {}, "entry_points": []}
    candidate: Any = SimpleNamespace(
        request=request,
        cwd="/work",
        allow=lambda host: None,
        hold=lambda host: None,
        load_message=lambda env, clock: Candidate.load_message(candidate, env, clock),
    )
    try:
        Candidate._load(candidate, SimpleNamespace(session=session, watched=session.watched), {}, None)
        return ("loaded",)
    except LoadFailure as failure:
        assert len(failure.reason) <= 100 and len(failure.detail) <= 2200
        return ("not loaded",)
    except DeadHost:
        return ("dead",)


def same(one: Any, other: Any) -> bool:
    """Equal in type, value and order; a handle to the same number; not-a-number to itself."""
    if isinstance(other, reference_decoder.Remote):
        return isinstance(one, Handle) and one._number == other.number
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    if isinstance(one, set):
        return one == other or (len(one) == len(other) and any(item != item for item in one))
    return one == other if isinstance(one, int) else repr(one) == repr(other)


def check(rng: random.Random, seen: collections.Counter[str]) -> bool:
    """True when the frame was malformed."""
    wire, body = hostile_frames.draw(rng)
    session, host = ask(wire, rng)
    try:
        if rng.random() < 0.1:
            seen["load: " + observe_load(session)[0]] += 1
            return False
        expected = ("dead",) if body is None else reference_decoder.expect(body)
        got = observe(session)
        if len(got) != len(expected) or not all(map(same, got, expected)):
            raise AssertionError(f"{wire[:400]!r}: {str(got)[:300]}, and not {str(expected)[:300]}")
        if got == ("dead",) and observe(session) != ("dead",):
            raise AssertionError(f"{wire[:400]!r}: answers again after the protocol was broken")
        seen[got[0]] += 1
        return got[0] not in ("value", "raised")
    finally:
        session.connection.close()
        host.close()


def run(job: tuple[int, int]) -> collections.Counter[str]:
    seed, wanted = job
    rng = random.Random(seed)
    seen: collections.Counter[str] = collections.Counter()
    malformed = 0
    while malformed < wanted:
        signal.alarm(_HANG_SECONDS)  # ends the process: a hang
        malformed += check(rng, seen)
    seen["malformed"] = malformed
    return seen


def main() -> None:
    wanted, seed = [*map(int, sys.argv[1:]), *(100_000, 1)[len(sys.argv) - 1 :]][:2]
    with multiprocessing.Pool(_PROCESSES) as pool:
        jobs = [(seed * 1000 + number, -(-wanted // _PROCESSES)) for number in range(_PROCESSES)]
        pending = pool.map_async(run, jobs, chunksize=1)
        seen = sum(pending.get(timeout=600), collections.Counter())
    for outcome, count in sorted(seen.items()):
        print(f"{count:8} {outcome}")


if __name__ == "__main__":
    main()
