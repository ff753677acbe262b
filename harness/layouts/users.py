"""For root without the right to make namespaces (a default container): each candidate is a user of its own in a root
folder of the sandbox's own. Landlock and a stricter filter stand in for what namespaces would hide.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import Any

import kernel
import landlock
import places
import process_files
from layouts.bare import Bare, BareWorld, end_all_of
from layouts.host_users import HostUsers, become
from layouts.layout import Request, World
from layouts.lane_root import build


class Users(Bare):
    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()
        places.PRIVATE = "/judge"
        self._users = HostUsers(*settings["users"])
        self._user = 0
        if landlock.version() < landlock.SCOPES_SINCE:  # else abstract ones of others are out of reach
            self.shared = self.shared | {"sockets"}
        if "proc" in settings:
            process_files.use(settings["proc"])

    def board(self, settings: dict[str, Any]) -> list[str]:
        for user in self._users.all:  # of a sandbox that ended in the middle
            end_all_of(user)
        root = build(settings, self._users)
        settings["proc"] = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        os.set_inheritable(settings["proc"], True)
        os.setgroups([])
        os.chroot(root)
        os.chdir("/")
        return super().board(settings)

    def fork(self, request: Request) -> tuple[int, int]:
        self._user = request["user"]
        return super().fork(request)

    def sweep_users(self) -> None:
        if self._user:
            end_all_of(self._user)

    def new_world(self, files_bytes: int) -> World:
        return _UserWorld(self, files_bytes, self._users.take_next())

    def judge_rights(self) -> contextlib.AbstractContextManager[None]:
        return self._users.rights_of(0)

    def candidate_rights(self) -> contextlib.AbstractContextManager[None]:
        return self._users.rights_of(self._users.current)

    def give_up_power(self) -> None:
        become(self._user)
        own = [(path, landlock.ALL) for path in (places.WORK, places.TMP, places.SHARED_MEMORY)]
        devices = [(path, landlock.READ_FILE | landlock.WRITE) for path in landlock.DEVICES]
        pipe = (places.TOOLS, landlock.READ | landlock.WRITE)  # root's: only the pipe in it may be written
        landlock.restrict([("/", landlock.READ), *own, *devices, pipe])


class _UserWorld(BareWorld):
    def __init__(self, layout: Users, files_bytes: int, user: int) -> None:
        kernel.set_file_user(0)
        super().__init__(layout, files_bytes)
        self.user = user
        if stat.S_ISREG(os.stat("/dev/null").st_mode):  # see lane_root
            os.truncate("/dev/null", 0)
        os.chown(places.WORK, user, user)
        for path in (places.TMP, places.SHARED_MEMORY):
            os.chmod(path, 0o1777)
        kernel.set_file_user(user)

    def close(self) -> None:
        kernel.set_file_user(0)
        super().close()
