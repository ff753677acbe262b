"""What the harness asks of a layout, in the order in which it is asked, by who asks.

A layout is loaded by supervisor, forker, judge and hosts alike: it must never import anything of the judge, and what
the forker hears of a candidate is numbers only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TypedDict


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

    def close(self) -> None:
        """After the last host has ended: nothing of the candidate is left."""


class Layout:
    # -- supervisor

    def enter(self) -> None:
        """Once, before anything is forked."""

    # -- judge

    def enter_judge(self) -> None:
        """Once, after the trust store is laid and before the first candidate."""

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

    def fork(self, request: Request) -> tuple[int, int]:
        """Like os.fork: (0, -1) in the host, (pid, pidfd) in the forker."""
        raise NotImplementedError

    def for_judge(self, pid: int, request: Request) -> list[int]:
        """Descriptors that the judge gets beside the host's process."""
        return []

    # -- host

    def arrive(self, request: Request, descriptors: list[int]) -> None:
        """What needs rights: files, network. `descriptors` are those of `World.for_host`."""

    def give_up_power(self) -> None:
        """The last step before limits and filters; from here on the process is an ordinary user without any right."""
        raise NotImplementedError
