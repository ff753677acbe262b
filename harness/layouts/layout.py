"""What the harness asks of a layout, in the order in which it is asked, by who asks.

A layout is loaded by supervisor, forker, judge and hosts alike: it must never import anything of the judge, and what
the forker hears of a candidate is numbers only.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from typing import Any, TypedDict


class Request(TypedDict):
    """All that the forker may know of a task."""

    notify: bool
    memory_bytes: int
    files_bytes: int
    processes: int
    cpu_backstop_seconds: int
    joins_network: bool
    user: int


class World:
    """What the hosts of one candidate share, from the judge's side: its file systems, its network, its user."""

    # The user id of the candidate where the layout gives it one of its own.
    user = 0
    joins_network = False

    def for_host(self) -> list[int]:
        """Descriptors that the next host needs; the caller closes them."""
        return []

    def took_host(self, descriptors: list[int]) -> None:
        """What the forker sent beside the host's process."""

    def host_ended(self, pid: int) -> None:
        """A host was killed: all that it has started is gone when this returns."""

    def overfull(self) -> bool:
        """Whether the candidate's files together are over the limit, where the kernel does not see to it."""
        return False

    def close(self) -> None:
        """After the last host has ended: nothing of the candidate is left."""


class Layout:
    # What candidates share with others of the machine, so that their filter refuses more: `processes`, `network`,
    # `users` (counts by user), `sockets` (those that have names).
    shared: frozenset[str] = frozenset()

    @property
    def has_network(self) -> bool:
        """Judge and candidate can meet on a network of the candidate's own."""
        return "network" not in self.shared

    # -- before the sandbox (lane.py)

    def board(self, settings: dict[str, Any]) -> list[str]:
        """Makes the lane ready and becomes what the sandbox starts as; the command that starts it."""
        return list(settings["command"])

    # -- supervisor

    def enter(self) -> None:
        """Once, before anything is forked."""

    def leave(self) -> None:
        """Forker or judge is gone: ends what does not end by itself."""

    # -- judge

    def enter_judge(self, control: socket.socket) -> None:
        """Once, after the trust store is laid and before the first candidate. `control` leads to the forker."""

    def new_world(self, files_bytes: int) -> World:
        raise NotImplementedError

    @contextlib.contextmanager
    def judge_rights(self) -> Iterator[None]:
        """The thread that runs tests has the candidate's rights over files, so that no link or mode leads it astray;
        in here it has its own again."""
        yield

    @contextlib.contextmanager
    def candidate_rights(self) -> Iterator[None]:
        """For other threads of the judge."""
        yield

    # -- forker

    def enter_forker(self) -> None:
        """Once, before anything is imported for candidates."""

    def ends(self) -> list[int]:
        """Descriptors that become readable when there is something to reap at once."""
        return []

    def reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def end_host(self, pid: int) -> None:
        """What `World.host_ended` asks for, where the judge cannot do it alone."""

    def fork(self, request: Request) -> tuple[int, int]:
        """Like os.fork: (0, -1) in the host, (pid, pidfd) in the forker."""
        raise NotImplementedError

    def for_judge(self, pid: int, request: Request) -> list[int]:
        """Descriptors that the judge gets beside the host's process."""
        return []

    # -- host

    def arrive(self, request: Request, descriptors: list[int]) -> None:
        """What needs rights: files, network. `descriptors` are those of `World.for_host`."""

    def counted_elsewhere(self) -> int:
        """Tasks that the kernel counts as the candidate's beside its own."""
        return 0

    def give_up_power(self) -> None:
        """The last step before limits and filters; from here on the process is an ordinary user without any right."""
        raise NotImplementedError
