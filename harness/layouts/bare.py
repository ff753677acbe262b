"""What the layouts without namespaces of a candidate's own share: processes are found by descent, not by a namespace.

Every host adopts what its children leave behind (its filter forbids to stop that), and the forker what a dead host
leaves behind; so whatever a candidate starts is below its host or, unknown to the forker, below the forker itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
from collections.abc import Collection

import kernel
import process_files
from layouts import folders
from layouts.layout import Layout, Request, World

_SWEEP_SECONDS = 30.0


class Bare(Layout):
    shared = frozenset({"processes", "network", "users"})

    def __init__(self) -> None:
        self._hosts: dict[int, int] = {}  # pid: pidfd
        self._control: socket.socket | None = None

    def enter(self) -> None:
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def leave(self) -> None:
        sweep(())

    def enter_judge(self, control: socket.socket) -> None:
        self._control = control

    def enter_forker(self) -> None:
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        signal.signal(signal.SIGTERM, self._end_all)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == 1:
            os._exit(0)

    def _end_all(self, _number: int, _frame: object) -> None:
        sweep(())
        self.sweep_users()
        os._exit(0)

    def sweep_users(self) -> None:
        """Ends what descent could not find."""

    def fork(self, request: Request) -> tuple[int, int]:
        pid, pidfd = kernel.clone_process(0)
        if pid > 0:
            self._hosts[pid] = os.dup(pidfd)
        return pid, pidfd

    def ends(self) -> list[int]:
        return list(self._hosts.values())

    def reap(self) -> None:
        """A host takes with it what it has started: else the judge would not see that it is dead."""
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitpid(-1, os.WNOHANG)[0]:
                if ended in self._hosts:
                    self._forget(ended)
                    sweep(self._hosts)

    def end_host(self, pid: int) -> None:
        if pid in self._hosts:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            self._forget(pid)
        sweep(self._hosts)
        if not self._hosts:
            self.sweep_users()

    def _forget(self, pid: int) -> None:
        os.close(self._hosts.pop(pid))

    def ask_to_end(self, pid: int) -> None:
        """In the judge."""
        control = self._control
        if control is None:
            raise RuntimeError("no judge has entered this layout")
        control.send(json.dumps({"end": pid}).encode())
        if not select.select([control], [], [], _SWEEP_SECONDS)[0] or control.recv(64) != b"ended":
            raise OSError(f"the processes of a candidate were not ended within {_SWEEP_SECONDS:.0f} s")

    def arrive(self, request: Request, descriptors: list[int]) -> None:
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)


class BareWorld(World):
    """Folders of the lane that are emptied before and after a candidate."""

    def __init__(self, layout: Bare, files_bytes: int) -> None:
        self._layout = layout
        self._files_bytes = files_bytes
        for folder in folders.OF_A_CANDIDATE:
            folders.empty(folder)

    def host_ended(self, pid: int) -> None:
        self._layout.ask_to_end(pid)

    def overfull(self) -> bool:
        return folders.hold_more_than(self._files_bytes)

    def close(self) -> None:
        for folder in folders.OF_A_CANDIDATE:
            folders.empty(folder)


def sweep(keep: Collection[int]) -> None:
    """Ends every child of this process but those to keep, and all that is below it."""
    while strangers := [pid for pid in process_files.children("self") if pid not in keep]:
        for stranger in strangers:
            for pid in (stranger, *process_files.descendants(stranger)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for stranger in strangers:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(stranger, 0)


def end_all_of(user: int) -> None:
    """At once, so that nothing can fork away: every process of a user, by a process that has become that user."""
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
            os.kill(-1, signal.SIGKILL)
        os._exit(0)
    os.waitpid(pid, 0)
