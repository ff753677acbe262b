"""One candidate from the judge's side: its files, its network, its processes, its limits.

Everything here happens before or beside the candidate's code. What fails here is the harness's fault, except where a
comment says otherwise.
"""

from __future__ import annotations

import errno
import os
import socket
import time
from dataclasses import dataclass
from typing import Any

import kernel
from judge import steady
from judge.cgroup import Cgroup
from judge.faults import CandidateError, DeadHost, HarnessFault, UncrossableValue
from judge.fixtures import certificates
from judge.fixtures.system_calls import answer_calls
from judge.host import Host, Order, start
from judge.patience import Patience
from judge.peaks import Peaks
from judge.proxy import Solution
from judge.session import Session
from judge.starvation import Waits
from judge.watchdog import Watchdog
from layouts.layout import Layout
from places import TMP, TOOLS, WORK

_MIB = 1024 * 1024


@dataclass
class LoadFailure(Exception):
    """The candidate's module did not load; `reason` is one of the verdict reasons of `invalid`."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Machinery:
    """What the judge keeps from one candidate to the next."""

    control: socket.socket
    layout: Layout
    watchdog: Watchdog
    patience: Patience
    cgroup: Cgroup | None


class Candidate:
    def __init__(self, machinery: Machinery, request: dict[str, Any]) -> None:
        self.control, self.watchdog, self.patience = machinery.control, machinery.watchdog, machinery.patience
        self.layout, self.cgroup = machinery.layout, machinery.cgroup
        self.request = request
        self.limits: dict[str, float] = request["limits"]
        self.hosts: list[Host] = []
        self.cpu_of_dead_hosts = 0.0
        self.case_number = 0
        self.limits_spent = 0
        self.suspect = False
        self.cwd = WORK
        self.addresses: dict[str, int] = {}
        code = self.request["code"].encode("utf-8", errors="surrogatepass")
        # Its own source does not count as one of its files.
        self.world = self.layout.new_world(int(self.limits["files-mib"] * _MIB) + len(code) + 4096)
        with self.layout.judge_rights():
            certificates.write_trust_store(certificates.TRUST_STORE)
        with open(f"{WORK}/solution.py", "wb") as file:
            file.write(code)
        # Last, for it has a thread that only `close` ends.
        self.peaks = Peaks(int(self.limits["memory-mib"] * _MIB)) if request.get("measure") else None

    def close(self) -> None:
        for host in self.hosts:
            self.end_host(host)
        self.hosts.clear()
        if self.peaks is not None:
            self.peaks.close()
        self.world.close()

    # -- hosts

    def start_host(self, notify: bool = False, env: dict[str, str] | None = None, clock: float | None = None) -> Host:
        """A process with the candidate loaded. Raises LoadFailure, DeadHost, LimitSpent, or HarnessFault for set-up."""
        self.patience.end()  # what follows has its own limit, and is no candidate's doing
        self.patience.alive()  # a test may ask for many, each of which may take its time
        order = Order(self.limits, frozenset(self.request["entry_points"]), notify, self.world, self.cgroup)
        host = start(self.control, order)
        self.hosts.append(host)
        self.watchdog.add(host.watched)
        if self.peaks is not None:
            self.peaks.watch(host)
        if host.listener is not None:
            answer_calls(host)
        self._load(host, env or {}, clock)
        return host

    def end_host(self, host: Host) -> None:
        self.cpu_of_dead_hosts += host.watched.cpu_seconds()
        host.watched.kill()
        self.watchdog.remove(host.watched)
        host.close()
        self.world.host_ended(host.watched.pid)

    def _load(self, host: Host, env: dict[str, str], clock: float | None) -> None:
        host.watched.cpu_seconds()
        self.allow(host)
        try:
            message = self.load_message(env, clock)
            answer = host.session.ask(message.pop("op"), **message)
        except (CandidateError, UncrossableValue) as error:
            raise LoadFailure("load-error", str(error)) from None
        finally:
            self.hold(host)
            host.watched.cpu_seconds()
        if not isinstance(answer, dict):
            host.session.broken = "it broke the protocol while loading"
            raise DeadHost(host.session.broken)
        if answer.get("loaded") is not True:
            # Only texts: to tell anything else may ask the candidate again, or never end.
            reason, detail = (told if isinstance(told, str) else "" for told in map(answer.get, ("reason", "detail")))
            raise LoadFailure(reason[:100], detail[:2000])

    def load_message(self, env: dict[str, str], clock: float | None) -> dict[str, Any]:
        return {
            "op": "load",
            "code": self.request["code"],
            "companion": self.request["companion"],
            "env": {**_BASE_ENVIRONMENT, **self.request["env"], **env},
            "cwd": self.cwd,
            "frozen_clock": clock,
            "entry_points": self.request["entry_points"],
        }

    # -- limits

    def allow(self, host: Host) -> None:
        """Starts the clocks of one test for this host."""
        watched = host.watched
        now = steady.now()
        watched.cpu_until = watched.counted + self.limits["cpu-seconds"]
        watched.wall_started = now
        watched.waits, watched.alone = Waits(), self.request["alone"]
        watched.began, watched.ended = self.watchdog.accounts(watched), None
        watched.wall_until = now + self.limits["wall-seconds"]
        watched.seconds_put_off, watched.put_off = 0.0, self.patience.more
        self.patience.begin(self.limits["wall-seconds"])

    def hold(self, host: Host) -> None:
        host.watched.wall_until = float("inf")
        host.watched.cpu_until = float("inf")

    def cpu_seconds(self) -> float:
        """CPU seconds of all processes that this candidate has had."""
        return self.cpu_of_dead_hosts + sum(host.watched.cpu_seconds() for host in self.hosts)

    def counted_cpu(self) -> float:
        """The same as it was when it was last read."""
        return self.cpu_of_dead_hosts + sum(host.watched.counted for host in self.hosts)

    @property
    def starved(self) -> bool:
        return any(self.watchdog.starved(host.watched, self.request["alone"]) for host in self.hosts)

    # -- tests

    def begin_case(self, notify: bool) -> Host:
        """A new empty folder, and a living host in it."""
        self.case_number += 1
        self.cwd = f"{WORK}/{self.case_number}"
        os.mkdir(self.cwd)
        host = next((one for one in self.hosts if not one.dead and (one.listener is not None) == notify), None)
        for other in [one for one in self.hosts if one is not host]:
            self.end_host(other)
            self.hosts.remove(other)
        if host is not None:
            self.allow(host)
            host.session.begin_case(self.cwd)
            return host
        host = self.start_host(notify=notify)
        self.allow(host)
        return host

    def solution(self, host: Host) -> Solution:
        return Solution(host.session)

    def duplicate(self, host: Host) -> Solution:
        """A proxy on a copy of the host's process, made by forking it."""
        data, data_copy = socket.socketpair()
        host.hand_over(data_copy)
        host.session.ask("duplicate")
        session = Session(data, host.watched, host.session.entry_points)
        host.copies.append(session)
        return Solution(session)

    def add_address(self, address: str) -> None:
        if address.startswith("127.") or address in self.addresses:
            return
        self.addresses[address] = len(self.addresses) + 1
        try:
            kernel.add_address(self.addresses[address], address)
        except OSError as error:
            if error.errno in (None, errno.EINVAL, errno.EADDRNOTAVAIL):  # a test may have it from the candidate
                raise ValueError(f"not an address of a server: {address}") from None
            raise HarnessFault("address", f"{address}: {error}") from error


_BASE_ENVIRONMENT = {
    "PATH": f"{TOOLS}:/usr/local/bin:/usr/bin:/bin",
    "HOME": WORK,
    "USER": "candidate",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "TMPDIR": TMP,
    "SSL_CERT_FILE": certificates.TRUST_STORE,
    "REQUESTS_CA_BUNDLE": certificates.TRUST_STORE,
    "PYTHONDONTWRITEBYTECODE": "1",
}
