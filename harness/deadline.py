"""What judge and supervisor both see of the case that runs: until when the judge's own part of it may go on, and what
the judge has found so far, for the case that it comes to no answer.

Shared memory, made after the forker was forked. The judge writes, the supervisor reads.
"""

from __future__ import annotations

import mmap
import struct

_FIELDS = struct.Struct("=dddQQ")  # until, begun, delay, candidate, alone
_UNTIL = struct.Struct("=d")
_NEVER = float("inf")
_LENGTH = struct.Struct("=Q")
_FOUND_BYTES = 1024 * 1024


class Deadline:
    """Times are of the monotonic clock; `delay` is how long the judge had waited for a processor when it began."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)
        self._found = mmap.mmap(-1, _FOUND_BYTES)
        self._found_length = _LENGTH.size
        self.begin(0, alone=False)
        self.clear()

    def begin(self, candidate: int, alone: bool) -> None:
        """The next candidate: nothing is known of it."""
        self.candidate, self.alone = candidate, alone
        self._keep_to(_LENGTH.size)

    def keep(self, frame: bytes) -> bool:
        """Adds a message for the caller that is sent only if the judge is ended; false where no room is left for it."""
        end = self._found_length + len(frame)
        if end > _FOUND_BYTES:
            return False
        self._found[self._found_length : end] = frame
        self._keep_to(end)
        return True

    def kept(self) -> bytes:
        """All messages that were added for this candidate."""
        (length,) = _LENGTH.unpack_from(self._found)
        return self._found[_LENGTH.size : length]

    def _keep_to(self, length: int) -> None:
        self._found_length = length
        _LENGTH.pack_into(self._found, 0, length)  # last, so that half a message is none

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
