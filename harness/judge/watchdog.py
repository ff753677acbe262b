"""One lasting thread of the judge that reads what hosts print and ends a host that spends a limit.

CPU is read from this side over all processes of the candidate, so nothing that runs in it can hide it or ignore a
signal. It never decides anything but which limit was spent.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from judge import steady
from judge.accounts import Account, proportional, resident
from judge.cgroup import Cgroup
from judge.starvation import Pulse, Since, Waits, scheduling
from layouts.layout import Layout, World

_LOOK_SECONDS = 0.05
# The backstop is put off by what the candidate waited for a processor, up to so many times its length in all.
_LONGEST_BACKSTOP = 2.5
_LONGEST_ALONE = 10
# Most tests are over by then, and their threads are not looked at.
_LONG_TEST = 1.0


@dataclass
class Watched:
    """A host process and what it may still spend. `pid` is in the judge's namespace; `spent` names the limit it hit."""

    pid: int
    pidfd: int
    outputs: list[int]
    world: World
    memory_bytes: int
    output_bytes: int
    cpu_until: float = float("inf")
    wall_until: float = float("inf")
    wall_started: float = 0.0
    began: Since | None = None
    scheduled: tuple[object, ...] = ()
    meddled: bool = False
    spent: tuple[str, str] | None = None
    ended: Since | None = None
    waits: Waits = field(default_factory=Waits)
    # With the machine to itself a candidate has all the time that others take from it.
    alone: bool = False
    # Told when the backstop is put off, by so many seconds.
    put_off: Callable[[float], None] = lambda seconds: None
    seconds_put_off: float = 0.0
    text: bytearray = field(default_factory=bytearray)
    resident_at_start: int = 0
    next_tree_look: float = 0.0
    cgroup: Cgroup | None = None
    kills_at_start: int = 0
    met_at_start: int = 0

    def __post_init__(self) -> None:
        self.account = Account(self.pid)
        self.counted = 0.0

    def notice_kills(self) -> None:
        """What the kernel ended for memory is a spent limit, whichever of its processes that was."""
        if self.spent is None and self.cgroup is not None and self.cgroup.kills() > self.kills_at_start:
            self.spent = self.cgroup.why_killed(self.met_at_start, self.memory_bytes)
            self.kill()

    def kill(self) -> None:
        try:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        except OSError:
            pass

    def cpu_seconds(self) -> float:
        """CPU seconds of the host, and of all processes below it, as far as it is there.

        What was last read stays in `counted`: between two tests nothing is asked of a host.
        """
        self.counted = self.account.cpu()
        return self.counted


class Watchdog:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lock = threading.Lock()
        self._hosts: dict[int, Watched] = {}
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        # Not epoll: what that may watch is counted per user outside of all namespaces, and a candidate could take it all.
        self._poll = select.poll()
        self._poll.register(self._wake_read, select.POLLIN)
        self._by_output: dict[int, Watched] = {}
        self._own = Account(os.getpid())
        self._pulse: Pulse | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, host: Watched) -> None:
        host.resident_at_start = resident(host.pid)
        host.scheduled = scheduling(host.pid)
        with self._lock:
            self._hosts[host.pid] = host
            for output in host.outputs:
                os.set_blocking(output, False)
                self._by_output[output] = host
                self._poll.register(output, select.POLLIN)
        os.write(self._wake_write, b"!")

    def accounts(self, host: Watched) -> Since:
        pulse = 0.0 if self._pulse is None else self._pulse.waited()
        return Since.now(host.account, self._own, pulse, host.counted)

    def starved(self, host: Watched, alone: bool) -> bool:
        """For most of the test that runs, or that its end cut short, the machine gave no processor."""
        if host.began is None:
            return False
        host.cpu_seconds()
        now = host.ended or self.accounts(host)
        return host.began.starved_alone(now) if alone else host.began.starved(now, host.meddled)

    def remove(self, host: Watched) -> None:
        with self._lock:
            self._hosts.pop(host.pid, None)
            for output in host.outputs:
                if self._by_output.pop(output, None) is not None:
                    self._poll.unregister(output)
                    os.close(output)

    def drain(self, host: Watched) -> None:
        """Reads what the host has printed so far."""
        with self._lock:
            for output in host.outputs:
                if output in self._by_output:
                    self._read(output, host)

    def _run(self) -> None:
        self._pulse = Pulse()
        while True:
            try:
                self._turn()
            except MemoryError:  # of a test that read too much: the limits must be kept all the same
                time.sleep(0.01)

    def _turn(self) -> None:
        for descriptor, _event in self._poll.poll(self._pause()):
            if descriptor == self._wake_read:
                try:
                    os.read(descriptor, 4096)
                except BlockingIOError:
                    pass
                continue
            with self._lock:
                host = self._by_output.get(descriptor)
                if host is not None and not self._read(descriptor, host):
                    self._poll.unregister(descriptor)
                    del self._by_output[descriptor]
                    os.close(descriptor)
                    host.outputs.remove(descriptor)
        with self._lock:
            for host in list(self._hosts.values()):
                self._look(host)

    def _pause(self) -> float | None:
        """Milliseconds. A host that is about to spend its CPU is looked at more often; beginning a test must not wake this thread."""
        with self._lock:
            if not self._hosts:
                return None
            armed = [host for host in self._hosts.values() if host.wall_until != float("inf") and host.spent is None]
            left = min((host.cpu_until - host.account.own_cpu() for host in armed), default=_LOOK_SECONDS)
            parents = [host.next_tree_look for host in armed if host.account.descendants]
        until_next = min(parents, default=float("inf")) - steady.now()
        return 1000 * min(_LOOK_SECONDS, max(0.004, min(left / 2, until_next)))

    def _read(self, descriptor: int, host: Watched) -> bool:
        """False at the end of the stream."""
        for _round in range(16):
            try:
                part = os.read(descriptor, 65536)
            except BlockingIOError:
                return True
            if not part:
                return False
            if host.spent is None:
                host.text += part
            if len(host.text) > host.output_bytes and host.spent is None:
                host.spent = ("output", f"it printed over {host.output_bytes} bytes")
                host.kill()
        return True

    def _look(self, host: Watched) -> None:
        if host.spent is not None or host.wall_until == float("inf"):
            return
        now = steady.now()
        used = host.account.own_cpu()
        if now >= host.next_tree_look:
            used += host.account.children_cpu()
            self._look_at_memory(host)
            if now - host.wall_started > _LONG_TEST:
                host.waits.look([host.pid, *host.account.descendants])
            host.meddled = host.meddled or scheduling(host.pid) != host.scheduled
            if host.world.overfull():
                self._end(host, "files", "its files together hold more than the limit")
            # Children may be gone before they are seen: the more often it looks the fewer, for a tenth of its time.
            often = max(_LOOK_SECONDS / 5, 9 * (steady.now() - now)) if host.account.descendants else _LOOK_SECONDS
            host.next_tree_look = now + min(often, _LOOK_SECONDS)
        if used >= host.cpu_until:
            self._end(host, "cpu", "it used all the CPU time that a test allows")
        elif now >= host.wall_until:
            self._backstop(host, now)

    def _backstop(self, host: Watched, now: float) -> None:
        """Waiting for a processor, the host's or the judge's own, is the machine's fault. It cannot have been the
        candidate's doing, for its CPU limit would have struck long before."""
        waited = max(host.waits.waited(), 0.0 if host.began is None else self.accounts(host).delay - host.began.delay)
        times = _LONGEST_ALONE if host.alone else _LONGEST_BACKSTOP
        longest = (host.wall_until - host.wall_started - host.seconds_put_off) * (times - 1)
        more = min(waited, longest) - host.seconds_put_off
        if more > 0.05:
            host.wall_until += more
            host.seconds_put_off += more
            host.put_off(more)
            return
        host.cpu_seconds()  # so that what it used itself is known
        host.ended = self.accounts(host)
        self._end(host, "wall", "it was not done when the backstop struck")

    def _look_at_memory(self, host: Watched) -> None:
        """The exact sum is dear (a fork shares most memory with its parent), and taken when the cheap one is over."""
        host.notice_kills()
        if host.spent is not None:
            return
        children = host.account.descendants
        if not children:
            return
        pids, limit = [host.pid, *children], host.memory_bytes + host.resident_at_start
        if sum(map(resident, pids)) <= limit:
            return
        with self._layout.candidate_rights():
            exact = sum(map(proportional, pids))
        if exact > limit:
            self._end(host, "memory", "its processes together hold more than the limit")

    def _end(self, host: Watched, limit: str, detail: str) -> None:
        if host.spent is None:
            host.spent = (limit, detail)
            host.kill()
