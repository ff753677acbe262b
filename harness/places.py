"""Where candidates and their judge find their files. Both see them by the same paths."""

from __future__ import annotations

WORK = "/work"
TOOLS = "/tools"
TMP = "/tmp"
SHARED_MEMORY = "/dev/shm"
# What only the judge may read, and the pipe by which recording programs tell their calls.
PRIVATE = "/tmp"
CALLS = f"{TOOLS}/.calls"
