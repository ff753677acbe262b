"""From a fork of the forker to a host: its layout, powerlessness, limits, filters. Then the host's own loop.

The order matters: everything that needs rights comes before they are given up, and the first untrusted byte is read
after all of it.
"""

from __future__ import annotations

import array
import fcntl
import os
import resource
import socket
import sys
import traceback
from dataclasses import dataclass

import kernel
import places
import process_files
import seccomp
from layouts.layout import Layout, Request


@dataclass(frozen=True)
class Programs:
    deny: bytes
    notify: bytes
    allow: bytes


def become_host(layout: Layout, request: Request, descriptors: list[int], programs: Programs) -> None:
    """Never returns. Descriptors: data, side, setup, stdout, stderr, and those of the layout."""
    # High numbers first, so that giving each its final number cannot overwrite another.
    high = [fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 64) for number in descriptors]
    data, side, setup, out, err, *of_layout = high
    setup_socket = socket.socket(fileno=setup)
    try:
        # What the forker had mapped (libraries) is not the candidate's doing.
        mapped = int(process_files.read("self/statm").split()[0]) * resource.getpagesize()
        counted = layout.counted_elsewhere()
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        os.setsid()  # without it a signal to the group 0 would reach the judge
        layout.arrive(request, of_layout)
        _stdio(out, err)
        data, side = _move(data, 3), _move(side, 4)
        setup_socket = socket.socket(fileno=_move(setup_socket.detach(), 5))
        os.chdir(places.WORK)
        layout.give_up_power()
        kernel.close_from(6)
        _limits(request, mapped, counted)
        from hosts.python import host

        # The listener first: the other filter forbids further ones. From here on no call may name a file.
        if request["notify"]:
            listener = seccomp.install(programs.notify, listener=True)
        else:
            listener = seccomp.install(programs.allow)
        seccomp.install(programs.deny)
        _say_ready(setup_socket, listener)
        # Last: beyond its own limit a process may send no descriptor while others of its user are on their way, and an
        # earlier host of the same candidate may have sent many.
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    except BaseException:  # noqa: BLE001 - before any candidate: whatever it is, it is the harness's fault
        setup_socket.send(("fault: " + traceback.format_exc(limit=3))[:3000].encode(errors="replace"))
        os._exit(71)
    try:
        host.serve(socket.socket(fileno=data), socket.socket(fileno=side))
    finally:
        os._exit(0)


def make_streams() -> None:
    """The forker's, which in a host are on other files: made once, for every host would write the same into memory."""
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", buffering=1, closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.stderr = open(2, "w", buffering=1, closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def _stdio(out: int, err: int) -> None:
    null = os.open("/dev/null", os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(null)


def _limits(request: Request, mapped: int, counted: int) -> None:
    def limit(kind: int, value: int) -> None:
        resource.setrlimit(kind, (value, value))

    limit(resource.RLIMIT_AS, mapped + request["memory_bytes"])
    limit(resource.RLIMIT_NPROC, request["processes"] + counted)
    limit(resource.RLIMIT_FSIZE, request["files_bytes"])
    # Not 0: a dump that the machine pipes into a program of its own is made at that limit too, and only at 1 not.
    limit(resource.RLIMIT_CORE, 1)
    limit(resource.RLIMIT_MEMLOCK, 65536)
    limit(resource.RLIMIT_CPU, request["cpu_backstop_seconds"])


def _say_ready(setup: socket.socket, listener: int) -> None:
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [listener]))] if listener else []
    setup.sendmsg([b"ready"], rights)
    if listener:
        os.close(listener)
    setup.close()


def _move(descriptor: int, number: int) -> int:
    """To a fixed low number, so that everything above can be closed; not inherited by programs."""
    os.dup2(descriptor, number, inheritable=False)
    os.close(descriptor)
    return number
