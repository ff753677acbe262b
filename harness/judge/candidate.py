"""One candidate from the judge's side: its files, its network, its processes, its limits.

Everything here happens before or beside the candidate's code. What fails here is the harness's fault, except where a
comment says otherwise.
"""

from __future__ import annotations

import array
import json
import os
import select
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

import kernel
from judge.faults import CandidateError, DeadHost, HarnessFault
from judge.fixtures import certificates
from judge.patience import Patience
from judge.proxy import Solution
from judge.session import Session
from judge.watchdog import Watchdog, Watched, run_delay

_MIB = 1024 * 1024
_SETUP_SECONDS = 30.0
WORK, TOOLS = "/work", "/tools"


@dataclass
class Host:
    watched: Watched
    session: Session
    side: socket.socket
    listener: int | None
    copies: list[Session] = field(default_factory=list)

    @property
    def dead(self) -> bool:
        return self.session.broken is not None or self.watched.spent is not None


@dataclass
class LoadFailure(Exception):
    """The candidate's module did not load; `reason` is one of the verdict reasons of `invalid`."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Machinery:
    """What the judge keeps from one candidate to the next."""

    control: socket.socket
    watchdog: Watchdog
    patience: Patience


class Candidate:
    def __init__(self, machinery: Machinery, request: dict[str, Any]) -> None:
        self.control, self.watchdog, self.patience = machinery.control, machinery.watchdog, machinery.patience
        self.request = request
        self.limits: dict[str, float] = request["limits"]
        self.hosts: list[Host] = []
        self.cpu_of_dead_hosts = 0.0
        self.case_number = 0
        self.limits_spent = 0
        self.suspect = False
        self.cwd = WORK
        self.network: int | None = None
        self.addresses: dict[str, int] = {}
        code = self.request["code"].encode("utf-8", errors="surrogatepass")
        # Its own source does not count as one of its files.
        self._work = kernel.new_tmpfs(int(self.limits["files-mib"] * _MIB) + len(code) + 4096)
        self._tools = kernel.new_tmpfs(4 * _MIB)
        for file_system, target in ((self._work, WORK), (self._tools, TOOLS)):
            mount = kernel.clone_mount(file_system)
            kernel.attach_mount(mount, target)
            os.close(mount)
        certificates.write_trust_store(certificates.TRUST_STORE)
        with open(f"{WORK}/solution.py", "wb") as file:
            file.write(code)

    def close(self) -> None:
        for host in self.hosts:
            self.end_host(host)
        self.hosts.clear()
        for target in (WORK, TOOLS):
            kernel.unmount(target)
        for descriptor in (self._work, self._tools, self.network):
            if descriptor is not None:
                os.close(descriptor)

    # -- hosts

    def start_host(self, notify: bool = False, env: dict[str, str] | None = None, clock: float | None = None) -> Host:
        """A new process with the candidate loaded. Raises LoadFailure, DeadHost, LimitSpent; HarnessFault for set-up."""
        self.patience.end()  # what follows has its own limit, and is no candidate's doing
        data, data_host = socket.socketpair()
        side, side_host = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        setup, setup_host = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        out, out_host = os.pipe()
        err, err_host = os.pipe()
        work, tools = kernel.clone_mount(self._work), kernel.clone_mount(self._tools, read_only=True)
        descriptors = [work, tools, data_host.fileno(), side_host.fileno(), setup_host.fileno(), out_host, err_host]
        request = {
            "notify": notify,
            "joins_network": self.network is not None,
            "memory_bytes": int(self.limits["memory-mib"] * _MIB),
            "files_bytes": int(self.limits["files-mib"] * _MIB),
            "processes": int(self.limits["processes"]),
            "cpu_backstop_seconds": int(self.limits["cpu-seconds"] * 50 + 60),
        }
        if self.network is not None:
            descriptors.append(self.network)
        try:
            pid, pidfd = self._ask_forker(request, descriptors)
        finally:
            for host_end in (data_host, side_host, setup_host):
                host_end.close()
            for descriptor in (work, tools, out_host, err_host):
                os.close(descriptor)
        watched = Watched(
            pid,
            pidfd,
            [out, err],
            memory_bytes=int(self.limits["memory-mib"] * _MIB),
            output_bytes=int(self.limits["output-mib"] * _MIB),
        )
        listener = self._await_ready(setup, watched)
        side.setblocking(False)
        host = Host(watched, Session(data, watched, frozenset(self.request["entry_points"])), side, listener)
        self.hosts.append(host)
        self.watchdog.add(watched)
        if listener is not None:
            from judge.fixtures.system_calls import answer_calls

            answer_calls(host, self)
        self._load(host, env or {}, clock)
        return host

    def end_host(self, host: Host) -> None:
        self.cpu_of_dead_hosts += host.watched.cpu_seconds()
        host.watched.kill()
        self.watchdog.remove(host.watched)
        for session in [host.session, *host.copies]:
            session.broken = session.broken or "it was ended"
            session.connection.close()
        host.side.close()
        os.close(host.watched.pidfd)

    def _ask_forker(self, request: dict[str, Any], descriptors: list[int]) -> tuple[int, int]:
        """(pid, pidfd) of a new host; the first one brings the candidate's network with it."""
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
        self.control.sendmsg([json.dumps(request).encode()], rights)
        if not select.select([self.control], [], [], _SETUP_SECONDS)[0]:
            raise HarnessFault("forker-silent", f"no host within {_SETUP_SECONDS:.0f} s")
        message, ancillary, _flags, _address = self.control.recvmsg(4096, socket.CMSG_SPACE(16), socket.MSG_CMSG_CLOEXEC)
        if not message:
            raise HarnessFault("forker-died", "the forker is gone")
        answer = json.loads(message)
        if "error" in answer:
            raise HarnessFault("fork-failed", answer["error"])
        received = ancillary[0][2]
        pidfd, *network = struct.unpack(f"{len(received) // 4}i", received)
        if network:
            self.network = network[0]
            # The judge's own servers and clients live in the candidate's network from here on.
            kernel.setns(self.network, kernel.CLONE_NEWNET)
        return answer["pid"], pidfd

    def _await_ready(self, setup: socket.socket, watched: Watched) -> int | None:
        with setup:
            if not select.select([setup], [], [], _SETUP_SECONDS)[0]:
                watched.kill()
                raise HarnessFault("host-silent", "the host was not set up in time")
            message, ancillary, _flags, _address = setup.recvmsg(4096, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
        if message != b"ready":
            watched.kill()
            raise HarnessFault("host-set-up", message.decode(errors="replace") or "the host died while it was set up")
        return struct.unpack("i", ancillary[0][2][:4])[0] if ancillary else None

    def _load(self, host: Host, env: dict[str, str], clock: float | None) -> None:
        self.allow(host)
        try:
            answer = host.session.ask(
                "load",
                code=self.request["code"],
                companion=self.request["companion"],
                env={**_BASE_ENVIRONMENT, **self.request["env"], **env},
                cwd=self.cwd,
                frozen_clock=clock,
                entry_points=self.request["entry_points"],
            )
        except CandidateError as error:
            raise LoadFailure("load-error", str(error)) from None
        finally:
            self.hold(host)
        if not isinstance(answer, dict):
            host.session.broken = "it broke the protocol while loading"
            raise DeadHost(host.session.broken)
        if answer.get("loaded") is not True:
            raise LoadFailure(str(answer.get("reason"))[:100], str(answer.get("detail"))[:2000])

    # -- limits

    def allow(self, host: Host) -> None:
        """Starts the clocks of one test for this host."""
        watched = host.watched
        now = time.monotonic()
        watched.cpu_until = watched.cpu_seconds() + self.limits["cpu-seconds"]
        watched.wall_started = now
        watched.delay_started = run_delay(watched.pid) + run_delay(os.getpid())
        watched.wall_until = now + self.limits["wall-seconds"]
        self.watchdog.wake()
        self.patience.begin(self.limits["wall-seconds"])

    def hold(self, host: Host) -> None:
        host.watched.wall_until = float("inf")
        host.watched.cpu_until = float("inf")

    def cpu_seconds(self) -> float:
        """CPU seconds of all processes that this candidate has had."""
        return self.cpu_of_dead_hosts + sum(host.watched.cpu_seconds() for host in self.hosts)

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
            host.session.begin_case()
            host.session.ask("enter_case", cwd=self.cwd)
            return host
        host = self.start_host(notify=notify)
        self.allow(host)
        return host

    def solution(self, host: Host) -> Solution:
        return Solution(host.session)

    def duplicate(self, host: Host) -> Solution:
        """A proxy on a copy of the host's process, made by forking it."""
        data, data_copy = socket.socketpair()
        # A candidate that has filled or closed its side channel has broken its own process.
        try:
            socket.send_fds(host.side, [b"copy"], [data_copy.fileno()])
        except OSError as error:
            raise DeadHost(f"the candidate's process does not take a connection ({error})") from None
        finally:
            data_copy.close()
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
            raise HarnessFault("address", f"{address}: {error}") from error


_BASE_ENVIRONMENT = {
    "PATH": f"{TOOLS}:/usr/local/bin:/usr/bin:/bin",
    "HOME": WORK,
    "USER": "candidate",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "TMPDIR": "/tmp",
    "SSL_CERT_FILE": f"{TOOLS}/ca.pem",
    "REQUESTS_CA_BUNDLE": f"{TOOLS}/ca.pem",
    "PYTHONDONTWRITEBYTECODE": "1",
}
