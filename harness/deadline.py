"""What judge and supervisor both see of the case that runs: until when the judge's own part of it may go on.

A page of shared memory, made after the forker was forked. The judge writes, the supervisor reads.
"""

from __future__ import annotations

import mmap
import struct

_FIELDS = struct.Struct("=dddQQ")  # until, begun, delay, candidate, alone
_UNTIL = struct.Struct("=d")
_NEVER = float("inf")


class Deadline:
    """Times are of the monotonic clock; `delay` is how long the judge had waited for a processor when it began."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)
        self.candidate, self.alone = 0, False
        self.clear()

    def set(self, until: float, begun: float, delay: float) -> None:
        self.clear()  # whoever reads in the middle finds none
        _FIELDS.pack_into(self._page, 0, _NEVER, begun, delay, self.candidate, self.alone)
        _UNTIL.pack_into(self._page, 0, until)

    def clear(self) -> None:
        _UNTIL.pack_into(self._page, 0, _NEVER)

    def read(self) -> tuple[float, float, float, int, bool]:
        """(until, begun, delay, candidate, alone); `until` is infinite while no case runs."""
        until, begun, delay, candidate, alone = _FIELDS.unpack_from(self._page)
        return until, begun, delay, candidate, bool(alone)
