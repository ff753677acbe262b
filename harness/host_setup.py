"""From a fork of the forker to a host: mounts, powerlessness, limits, filters. Then the host's own loop.

The order matters: everything that needs rights over the namespaces comes before the second user namespace, and the
first untrusted byte is read after all of it.
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
import seccomp

_MASKED = ("/proc/kallsyms", "/proc/keys", "/proc/key-users", "/proc/timer_list", "/proc/sched_debug", "/proc/cmdline")


@dataclass(frozen=True)
class Programs:
    deny: bytes
    notify: bytes


def become_host(request: dict[str, int | bool], descriptors: list[int], programs: Programs) -> None:
    """Never returns. Descriptors: work, tools, data, side, setup, stdout, stderr (, network joined)."""
    # High numbers first, so that giving each its final number cannot overwrite another.
    high = [fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 64) for number in descriptors]
    work, tools, data, side, setup, out, err = high[:7]
    setup_socket = socket.socket(fileno=setup)
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        os.setsid()  # without it a signal to the group 0 would reach the judge
        _mounts(request, work, tools)
        if request["joins_network"]:
            kernel.setns(high[7], kernel.CLONE_NEWNET)
        else:
            kernel.loopback_up()
        _stdio(out, err)
        data, side = _move(data, 3), _move(side, 4)
        setup_socket = socket.socket(fileno=_move(setup_socket.detach(), 5))
        kernel.close_from(6)
        os.chdir("/work")
        kernel.unshare(kernel.CLONE_NEWUSER)
        kernel.map_user(1000, 0)
        _leave_inotify_to_the_judge()
        kernel.drop_capabilities()
        _limits(request)
        from hosts.python import host

        # The listener first: the other filter forbids further ones. From here on no call may name a file.
        listener = seccomp.install(programs.notify, listener=True) if request["notify"] else 0
        seccomp.install(programs.deny)
        _say_ready(setup_socket, listener)
    except BaseException:  # noqa: BLE001 - before any candidate: whatever it is, it is the harness's fault
        setup_socket.send(("fault: " + traceback.format_exc(limit=3))[:3000].encode(errors="replace"))
        os._exit(71)
    try:
        host.serve(socket.socket(fileno=data), socket.socket(fileno=side))
    finally:
        os._exit(0)


def _mounts(request: dict[str, int | bool], work: int, tools: int) -> None:
    kernel.attach_mount(work, "/work")
    kernel.attach_mount(tools, "/tools")
    hidden = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", "/proc", "proc", hidden)
    for path in _MASKED:
        if os.path.exists(path):
            kernel.mount("/dev/null", path, None, kernel.MS_BIND)
    temporary = kernel.MS_NOSUID | kernel.MS_NODEV
    size = f"size={request['files_bytes']},nr_inodes=16384,mode=1777"
    kernel.mount("tmpfs", "/tmp", "tmpfs", temporary, size)
    kernel.mount("tmpfs", "/dev/shm", "tmpfs", temporary, size)
    # The harness is not the candidate's business, and everything that the host needs of it is already imported.
    kernel.mount("tmpfs", "/h", "tmpfs", hidden | kernel.MS_RDONLY, "size=4096,nr_inodes=2,mode=0755")


def _leave_inotify_to_the_judge() -> None:
    """Instances are counted per user outside of all namespaces: a candidate could take every one of the judge's."""
    with open("/proc/sys/user/max_inotify_instances", "w") as file:
        file.write("8")


def _stdio(out: int, err: int) -> None:
    null = os.open("/dev/null", os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(null)
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", buffering=1, closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.stderr = open(2, "w", buffering=1, closefd=False, encoding="utf-8", errors="backslashreplace")
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def _limits(request: dict[str, int | bool]) -> None:
    def limit(kind: int, value: int) -> None:
        resource.setrlimit(kind, (value, value))

    # What the forker had mapped (libraries) is not the candidate's doing.
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    limit(resource.RLIMIT_AS, mapped + int(request["memory_bytes"]))
    limit(resource.RLIMIT_NPROC, int(request["processes"]))
    limit(resource.RLIMIT_FSIZE, int(request["files_bytes"]))
    limit(resource.RLIMIT_NOFILE, 256)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_MEMLOCK, 65536)
    limit(resource.RLIMIT_CPU, int(request["cpu_backstop_seconds"]))


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
