"""The judge: reads candidates from the caller, runs them one after the other, answers with outcomes.

Trusted and lasting. Frames are a 4-byte length and JSON on standard input and output. It never computes a verdict
from anything but what its own tests saw.
"""

from __future__ import annotations

import json
import os
import resource
import select
import socket
import struct
import sys
import threading
import time
import traceback
from typing import Any

import kernel
import probe
from deadline import Deadline
from judge import in_process, steady
from judge.candidate import Candidate, LoadFailure, Machinery
from judge.cases import Task, compile_task, expand, provide_api
from judge.cgroup import Cgroup
from judge.fixtures import certificates
from judge.faults import DeadHost, HarnessFault, LimitSpent
from judge.patience import Patience
from judge.run_case import Starved, excuse_machine, run_case, unfinished
from judge.watchdog import Watchdog
from layouts.layout import Layout

_KEPT_TASKS = 256
# A test that reads a device by a link that the candidate laid gets a MemoryError, not the machine's whole memory.
_OWN_MEMORY = 1024 * 1024 * 1024
_STACK_OF_A_THREAD = 1024 * 1024
_SIGN_SECONDS = 1.0


def run(control: socket.socket, layout: Layout, deadline: Deadline, cgroup: Cgroup | None) -> None:
    certificates.write_trust_store(certificates.TRUST_STORE)
    control.send(b"trust store laid")
    layout.enter_judge(control)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    channel_in, channel_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open("/dev/null", os.O_RDWR), 0)
    os.dup2(2, 1)
    provide_api()
    if control.recv(64) != b"ready":
        raise SystemExit("the forker did not get ready")
    resource.setrlimit(resource.RLIMIT_AS, (_OWN_MEMORY, _OWN_MEMORY))
    threading.stack_size(_STACK_OF_A_THREAD)
    steady.start()
    machinery = Machinery(control, layout, Watchdog(layout), Patience(deadline), cgroup)
    tasks: dict[str, Task] = {}
    _write(channel_out, _frame({"ready": True, "python": sys.version.split()[0]}))
    while True:
        head = channel_in.read(4)
        if len(head) < 4:
            return
        request = json.loads(channel_in.read(struct.unpack(">I", head)[0]))
        if request.get("probe"):
            _write(channel_out, _frame({"speed": probe.measure()}))
            continue
        answer: dict[str, Any] = {"id": request["id"], "tests": [], "wallSeconds": 0}
        signs = Signs(channel_out, deadline, request)
        machinery.patience.alive = signs.alive
        _judge(request, answer, machinery, tasks, signs)
        _write(channel_out, _frame(answer))


class Signs:
    """Of life, for the caller, now and then; and what is known so far, which the supervisor sends if it ends the judge."""

    def __init__(self, channel: Any, deadline: Deadline, request: dict[str, Any]) -> None:
        self._channel, self._deadline, self._id = channel, deadline, request["id"]
        self._next = time.monotonic() + _SIGN_SECONDS
        deadline.begin(request["id"], request["alone"])

    def alive(self) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _SIGN_SECONDS
            _write(self._channel, _frame({"id": self._id, "alive": True}))

    def begin_case(self, running: dict[str, Any], ended: list[dict[str, Any]]) -> None:
        """It may be the last that is heard: how the case is told then, and how the one before it ended."""
        frame = _frame({"id": self._id, "alive": True, "running": running, "ended": ended})
        if not self._deadline.keep(frame):
            _write(self._channel, self._deadline.kept() + frame)
            self._deadline.begin(self._id, self._deadline.alone)
        self.alive()


def _frame(message: dict[str, Any]) -> bytes:
    body = json.dumps(message).encode(errors="replace")
    return struct.pack(">I", len(body)) + body


def _write(channel: Any, frames: bytes) -> None:
    channel.write(frames)
    channel.flush()


def _judge(
    request: dict[str, Any],
    answer: dict[str, Any],
    machinery: Machinery,
    tasks: dict[str, Task],
    signs: Signs,
) -> None:
    """Fills the answer, which holds at any time what is known so far."""
    started, stopped = time.monotonic(), steady.seconds_stopped()
    candidate: Candidate | None = None
    try:
        task = tasks.get(request["fingerprint"])
        if task is None:
            if len(tasks) >= _KEPT_TASKS:
                tasks.clear()
            compiled = in_process.compile_task(request) if request.get("in_process") else compile_task(request)
            task = tasks[request["fingerprint"]] = compiled
        kind = in_process.InProcessCandidate if request.get("in_process") else Candidate
        candidate = kind(machinery, request)
        answer["load"] = _load(candidate)
        if answer["load"]["loaded"]:
            _run_tests(candidate, task, request, answer["tests"], signs)
    except HarnessFault as fault:
        answer["fault"] = {"fault": fault.fault, "detail": str(fault)}
    except LimitSpent as freed:  # the exception came after the load had been told apart
        answer.setdefault("load", {"loaded": False, "reason": "load-limit", "detail": str(freed)})
    except Starved as starved:
        answer["fault"] = {"fault": "starved", "detail": str(starved)}
    except Exception as error:  # noqa: BLE001 - a defect of the judge itself: the caller replaces this worker
        answer["fault"] = {"fault": "judge-exception", "detail": traceback.format_exc(limit=-4)[-3000:]}
        print(f"seceval judge: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        if candidate is not None:
            answer["cpuSeconds"] = round(candidate.cpu_seconds(), 6)
            answer["retire"] = candidate.suspect or machinery.patience.struck
            candidate.close()
    # In both cases nobody knows what else came of it: every host dies with the forker, and a candidate that waits for
    # a server of the judge does not wait for ever.
    if _forker_is_gone(machinery.control):
        _void(answer, "forker-died", "the forker is gone")
    elif steady.seconds_stopped() > stopped:
        _void(answer, "stopped", f"the judge was stopped for {steady.seconds_stopped() - stopped:.1f} s")
    answer["wallSeconds"] = round(time.monotonic() - started, 6)


def _void(answer: dict[str, Any], fault: str, detail: str) -> None:
    answer.pop("load", None)
    answer.update(tests=[], fault={"fault": fault, "detail": detail})


def _forker_is_gone(control: socket.socket) -> bool:
    """A process that dies closes its sockets before its children hear of it."""
    poll = select.poll()
    poll.register(control, 0)
    return any(event & select.POLLHUP for _descriptor, event in poll.poll(0))


def _load(candidate: Candidate) -> dict[str, Any]:
    try:
        candidate.start_host()
        return {"loaded": True}
    except LoadFailure as failure:
        return {"loaded": False, "reason": failure.reason, "detail": failure.detail}
    except LimitSpent as spent:
        excuse_machine(candidate)
        if spent.limit == "wall" and candidate.starved:
            raise Starved(str(spent)) from spent
        return {"loaded": False, "reason": "load-limit", "detail": str(spent)}
    except DeadHost as dead:
        return {"loaded": False, "reason": "load-error", "detail": str(dead)}
    finally:
        candidate.patience.end()


def _run_tests(
    candidate: Candidate,
    task: Task,
    request: dict[str, Any],
    results: list[dict[str, Any]],
    signs: Signs,
) -> None:
    """Functional tests first."""
    wanted = set(request["only"]) if request.get("only") is not None else None
    seed = str(request["seed"])
    for module in task.modules:
        for test in module.tests:
            for case in expand(test, f"{seed}/{request['task']}"):
                if wanted is None or case.name in wanted or test.name in wanted:
                    signs.begin_case(unfinished(case), results[-1:])
                    results.append(run_case(candidate, module, case, seed))
                    if request.get("until_decided") and _decides(results[-1]):
                        return


def _decides(result: dict[str, Any]) -> bool:
    """Whatever comes after it, the verdict stays (an attack that errors leaves it open: a later one may succeed)."""
    return result["outcome"] == "fail" or (result["outcome"] == "error" and result["kind"] == "functional")
