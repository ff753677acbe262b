"""Forks hosts. It has warm imports and has never received a byte of a task, so nothing of one can be found in a host.

The judge sends one datagram per host with descriptors only; the forker answers with the host's process. Hosts are the
forker's children and it reaps them, off the judge's path.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import select
import socket
import struct

import host_setup
import seccomp
import warm_memory
from layouts.layout import Layout, Request


def run(control: socket.socket, warm: list[str], layout: Layout) -> None:
    layout.enter_forker()
    control.recv(16)  # libraries read the trust store when they are imported: the judge has now laid it
    with warm_memory.together():
        # First, so that what every host runs lies close together.
        importlib.import_module("host_preload")
        rehearsal = importlib.import_module("rehearsal")
        for name in warm:
            try:
                importlib.import_module(name)
            except ImportError:
                pass  # an environment may lack it; the candidate that needs it will say so
        rehearsal.play()
        host_setup.make_streams()
        deny = seccomp.deny_program(layout.shared)
        programs = host_setup.Programs(deny, seccomp.notify_program(), seccomp.allow_program())
        gc.collect()
        gc.freeze()
    control.send(b"ready")
    while True:
        select.select([control, *layout.ends()], [], [], 0.2)
        layout.reap()
        try:
            message, ancillary, _flags, _address = control.recvmsg(
                4096, socket.CMSG_SPACE(16 * 4), socket.MSG_DONTWAIT | socket.MSG_CMSG_CLOEXEC
            )
        except BlockingIOError:
            continue
        if not message:
            return
        descriptors = _descriptors(ancillary)
        try:
            request: Request = json.loads(message)
            if "end" in request:
                layout.end_host(request["end"])
                control.send(b"ended")
                continue
            pid, pidfd = layout.fork(request)
            if pid == 0:
                control.close()
                host_setup.become_host(layout, request, descriptors, programs)
            answer, to_send = {"pid": pid}, [pidfd, *layout.for_judge(pid, request)]
        except OSError as error:
            answer, to_send = {"error": str(error)}, []
        ancillary_out = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", to_send))] if to_send else []
        control.sendmsg([json.dumps(answer).encode()], ancillary_out)
        for descriptor in [*descriptors, *to_send]:
            os.close(descriptor)


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    found: list[int] = []
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            found.extend(struct.unpack(f"{len(data) // 4}i", data[: len(data) // 4 * 4]))
    return found
