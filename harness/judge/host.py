"""A host process from the judge's side: asked for at the forker, given its descriptors, awaited until it is set up.

No candidate is in it yet, so whatever fails here is a SandboxFault.
"""

from __future__ import annotations

import array
import json
import os
import select
import socket
import struct
from dataclasses import dataclass, field

from judge.cgroup import Cgroup
from judge.faults import DeadHost, SandboxFault
from judge.session import Session
from judge.watchdog import Watched
from layouts.layout import Request, World

_MIB = 1024 * 1024
_SETUP_SECONDS = 30.0


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

    def hand_over(self, connection: socket.socket) -> None:
        """Sends it over the side channel, and closes it here."""
        # A candidate that has filled or closed its side channel has broken its own process.
        try:
            socket.send_fds(self.side, [b"connection"], [connection.fileno()])
        except OSError as error:
            raise DeadHost(f"the candidate's process does not take a connection ({error})") from None
        finally:
            connection.close()

    def close(self) -> None:
        for session in [self.session, *self.copies]:
            session.broken = session.broken or "it was ended"
            session.connection.close()
        self.side.close()
        self.watched.account.close()
        os.close(self.watched.pidfd)


@dataclass(frozen=True)
class Order:
    """What the forker is asked for."""

    limits: dict[str, float]
    entry_points: frozenset[str]
    notify: bool
    world: World
    cgroup: Cgroup | None


def start(control: socket.socket, order: Order) -> Host:
    """Raises SandboxFault, whatever goes wrong."""
    try:
        return _start(control, order)
    except OSError as error:  # no descriptors, no memory, no forker
        raise SandboxFault("host-start", str(error)) from error


def _start(control: socket.socket, order: Order) -> Host:
    data, data_host = socket.socketpair()
    side, side_host = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    setup, setup_host = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    out, out_host = os.pipe()
    err, err_host = os.pipe()
    handed = [data_host.fileno(), side_host.fileno(), setup_host.fileno(), out_host, err_host]
    of_world = order.world.for_host()
    try:
        pid, pidfd, *received = _ask_forker(control, _request(order), handed + of_world)
    finally:
        for host_end in (data_host, side_host, setup_host):
            host_end.close()
        for descriptor in (out_host, err_host, *of_world):
            os.close(descriptor)
    order.world.took_host(received)
    memory, output = (int(order.limits[name] * _MIB) for name in ("memory-mib", "output-mib"))
    watched = Watched(pid, pidfd, [out, err], order.world, memory_bytes=memory, output_bytes=output, cgroup=order.cgroup)
    if order.cgroup is not None:
        _bound(order.cgroup, order.limits)
        order.cgroup.forget_peak()
        watched.kills_at_start, watched.met_at_start = order.cgroup.kills(), order.cgroup.own_bound_met()
        order.cgroup.admit(pid)
    listener = _await_ready(setup, watched)
    side.setblocking(False)
    return Host(watched, Session(data, watched, order.entry_points), side, listener)


def _bound(cgroup: Cgroup, limits: dict[str, float]) -> None:
    """Above all that a candidate may hold: two hosts of it, their files, and what a new process costs the kernel."""
    hosts = 2
    memory = hosts * limits["memory-mib"] + 3 * limits["files-mib"] + 64
    cgroup.bound(int(memory * _MIB), hosts * int(limits["processes"]) + 16)


def _request(order: Order) -> Request:
    return {
        "notify": order.notify,
        "joins_network": order.world.joins_network,
        "user": order.world.user,
        "memory_bytes": int(order.limits["memory-mib"] * _MIB),
        "files_bytes": int(order.limits["files-mib"] * _MIB),
        "processes": int(order.limits["processes"]),
        "cpu_backstop_seconds": int(order.limits["cpu-seconds"] * 50 + 60),
    }


def _ask_forker(control: socket.socket, request: Request, descriptors: list[int]) -> list[int]:
    """pid and pidfd of a new host, and the descriptors of its layout."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    control.sendmsg([json.dumps(request).encode()], rights)
    if not select.select([control], [], [], _SETUP_SECONDS)[0]:
        raise SandboxFault("forker-silent", f"no host within {_SETUP_SECONDS:.0f} s")
    message, ancillary, _flags, _address = control.recvmsg(4096, socket.CMSG_SPACE(16), socket.MSG_CMSG_CLOEXEC)
    if not message:
        raise SandboxFault("forker-died", "the forker is gone")
    answer = json.loads(message)
    if "error" in answer:
        raise SandboxFault("fork-failed", answer["error"])
    received = ancillary[0][2]
    return [answer["pid"], *struct.unpack(f"{len(received) // 4}i", received)]


def _await_ready(setup: socket.socket, watched: Watched) -> int | None:
    with setup:
        if not select.select([setup], [], [], _SETUP_SECONDS)[0]:
            watched.kill()
            raise SandboxFault("host-silent", "the host was not set up in time")
        message, ancillary, _flags, _address = setup.recvmsg(4096, socket.CMSG_SPACE(4), socket.MSG_CMSG_CLOEXEC)
    if message != b"ready":
        watched.kill()
        raise SandboxFault("host-set-up", message.decode(errors="replace") or "the host died while it was set up")
    return struct.unpack("i", ancillary[0][2][:4])[0] if ancillary else None
