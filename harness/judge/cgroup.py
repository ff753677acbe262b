"""The kernel's own bound on what all processes of a candidate hold together: a backstop far beyond the judge's watch,
for what fills memory faster than the judge looks.

seceval makes the group and hands over its files open. The judge is never in it: what the kernel ends there is the
candidate's, and counts as a spent limit.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from dataclasses import dataclass
from typing import Any

from judge.faults import SandboxFault

# No limit of the candidate's: the machine has no memory left.
MACHINE = "machine"
_HITS = re.compile(rb"^(?:max )?(\d+)$", re.MULTILINE)
_OOM_KILLS = re.compile(rb"^oom_kill (\d+)$", re.MULTILINE)


@dataclass
class Cgroup:
    """Open files: those that take a process in, the two bounds, and the counts of what the kernel did."""

    join: list[int]
    memory: int
    processes: int
    events: int
    hits: int | None = None
    peak: int | None = None
    _bounds: tuple[int, int] = (0, 0)

    def bound(self, memory_bytes: int, processes: int) -> None:
        if self._bounds == (memory_bytes, processes):
            return
        for descriptor, value in ((self.memory, memory_bytes), (self.processes, processes)):
            try:
                os.write(descriptor, str(value).encode())
            except OSError as error:
                # Pages of an earlier candidate may still be on their way out: a higher bound than wanted holds till then.
                if error.errno != errno.EBUSY:
                    raise SandboxFault("cgroup", f"the bound {value} is refused: {error}") from error
        self._bounds = (memory_bytes, processes)

    def admit(self, pid: int) -> None:
        """Takes in a host that has not seen a byte of its candidate; all that it forks is in it, too."""
        for descriptor in self.join:
            try:
                os.write(descriptor, str(pid).encode())
            except ProcessLookupError:
                return  # it died while it was set up, which is told elsewhere
            except OSError as error:
                raise SandboxFault("cgroup", f"process {pid} is not taken in: {error}") from error

    def forget_peak(self) -> None:
        """What an earlier candidate held says nothing of this one. Where the kernel keeps it (version 2 before Linux 6.12),
        more than a candidate may hold stays against whoever is ended later in this sandbox."""
        if self.peak is not None:
            with contextlib.suppress(OSError):
                os.write(self.peak, b"0")

    def kills(self) -> int:
        """How many processes the kernel has ended for memory since the group was made."""
        found = _OOM_KILLS.search(os.pread(self.events, 4096, 0))
        return int(found[1]) if found else 0

    def own_bound_met(self) -> int:
        """How often what is in it asked for more than its own bound; what a bound further up ends is not in it."""
        return 0 if self.hits is None else int(_HITS.findall(os.pread(self.hits, 4096, 0))[0])

    def why_killed(self, met_before: int, allowed_bytes: int) -> tuple[str, str]:
        """The limit that was spent, and how it is told. The machine had no memory for what it had promised where the group
        has never held more than a candidate may, and did not meet its own bound."""
        told = "the kernel ended a process of it, "
        if self.peak is not None and self.own_bound_met() == met_before:
            if int(os.pread(self.peak, 64, 0)) <= allowed_bytes:
                return MACHINE, told + "though all together hold no more than they may"
        return "memory", told + "for all together hold more than the limit"


def from_settings(settings: dict[str, Any]) -> Cgroup | None:
    """None where no group is writable: then the judge's watch and the limits of each process stand alone."""
    given = settings.get("cgroup")
    return None if given is None else Cgroup(**given)
