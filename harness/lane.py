"""First program of the tiers that have no user namespaces: takes a lane, then becomes the sandbox in it.

A lane is a folder and a few user ids that nothing else on the machine uses while its lock is held; the lock goes with
the sandbox's last process. Runs before any task, with the environment's own Python, outside of every sandbox.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

_LANES = 256
_USERS_OF_A_LANE = 8
_FIRST_USER = 30_000  # above the slots of bubblewrap, below what a container maps at least


def main() -> None:
    # {"lanes": folder, "layout": name, "warm": [...], "command": [word, ...], "environment": folder, "harness": folder}
    settings: dict[str, Any] = json.loads(sys.argv[1])
    number = take_lane(settings["lanes"])
    settings["users"] = [_FIRST_USER + number * _USERS_OF_A_LANE, _USERS_OF_A_LANE]
    settings["lane"] = os.path.join(settings["lanes"], str(number))
    import layouts

    command = layouts.choose(settings).board(settings)
    os.execv(command[0], [*command, json.dumps(settings)])


def take_lane(folder: str) -> int:
    """The number of a lane that nobody has; it is this process's for as long as the descriptor lives."""
    os.makedirs(folder, mode=0o755, exist_ok=True)
    for number in range(_LANES):
        descriptor = os.open(os.path.join(folder, f"{number}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        os.set_inheritable(descriptor, True)
        return number
    raise SystemExit(f"all {_LANES} lanes in {folder} are taken")


if __name__ == "__main__":
    main()
