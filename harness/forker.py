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
import kernel
import seccomp

_NAMESPACES = kernel.CLONE_NEWPID | kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS


def run(control: socket.socket, warm: list[str]) -> None:
    control.recv(16)  # libraries read the trust store when they are imported: the judge has now laid it
    for name in warm:
        try:
            importlib.import_module(name)
        except ImportError:
            pass  # an environment may lack it; the candidate that needs it will say so
    importlib.import_module("host_preload")
    programs = host_setup.Programs(deny=seccomp.deny_program(), notify=seccomp.notify_program())
    gc.collect()
    gc.freeze()
    control.send(b"ready")
    while True:
        select.select([control], [], [], 0.2)
        _reap()
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
            answer, to_send = _fork_host(json.loads(message), descriptors, programs, control)
        except OSError as error:
            answer, to_send = {"error": str(error)}, []
        ancillary_out = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", to_send))] if to_send else []
        control.sendmsg([json.dumps(answer).encode()], ancillary_out)
        for descriptor in [*descriptors, *to_send]:
            os.close(descriptor)


def _fork_host(
    request: dict[str, int | bool], descriptors: list[int], programs: host_setup.Programs, control: socket.socket
) -> tuple[dict[str, int], list[int]]:
    """request: limits as numbers, and whether the host joins a network (the last descriptor) or gets its own."""
    # A host that joins a network enters it itself: from there the forker could not come back.
    flags = _NAMESPACES if request["joins_network"] else _NAMESPACES | kernel.CLONE_NEWNET
    pid, pidfd = kernel.clone_process(flags)
    if pid == 0:
        control.close()
        host_setup.become_host(request, descriptors, programs)
    if request["joins_network"]:
        return {"pid": pid}, [pidfd]
    return {"pid": pid}, [pidfd, os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)]


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    found: list[int] = []
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            found.extend(struct.unpack(f"{len(data) // 4}i", data[: len(data) // 4 * 4]))
    return found


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
