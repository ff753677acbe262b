"""How fast this interpreter runs on this machine: CPU seconds of three fixed pieces of work, the least of several goes.

CPU time, not the clock, and the least of several goes: what else runs on the machine shall not matter. A change of the
work makes the reference in src/judge/machine-speed.ts stale.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable

# Short ones fit between two switches of the processor, which cost the caches: many short goes, not few long.
_GOES = 30


def _loop() -> None:
    total, table = 0, {}
    for number in range(12_000):
        total = (total * 31 + number) % 1_000_003
        table[total & 1023] = str(number)


def _digest() -> None:
    # md5 has no instructions of its own in any processor, so it tells the speed of C code.
    block = bytes(1 << 16)
    state = hashlib.md5(usedforsecurity=False)
    for _ in range(16):
        state.update(block)


_pattern = re.compile(r"(\w+)[.-](\w+)@(\w+)!")
_text = "from ada.lovelace@desk to bo-peep@shop and on; " * 60


def _search() -> None:
    for _ in range(6):
        _pattern.search(_text)


def _spent(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure() -> dict[str, float]:
    """About 0.2 s of CPU on the reference machine."""
    pieces = {"loop": _loop, "digest": _digest, "search": _search}
    goes = [{name: _spent(work) for name, work in pieces.items()} for _ in range(_GOES)]
    return {name: min(go[name] for go in goes) for name in pieces}
