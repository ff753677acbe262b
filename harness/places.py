"""Where candidates and their judge find their files. Both see them by the same paths.

A layout without a root of its own moves them, before anything else of the harness is imported.
"""

from __future__ import annotations

import os

HARNESS = os.path.dirname(os.path.abspath(__file__))
WORK = "/work"
TOOLS = "/tools"
TMP = "/tmp"
SHARED_MEMORY = "/dev/shm"
# What only the judge may read, and the pipe by which recording programs tell their calls.
PRIVATE = "/tmp"
CALLS = f"{TOOLS}/.calls"


def settle(folder: str) -> None:
    global WORK, TOOLS, TMP, SHARED_MEMORY, PRIVATE, CALLS
    WORK, TOOLS, TMP, SHARED_MEMORY, PRIVATE = (f"{folder}/{name}" for name in ("work", "tools", "tmp", "shm", "judge"))
    CALLS = f"{folder}/calls/pipe"
