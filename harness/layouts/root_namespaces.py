"""For root where user namespaces are refused: the other namespaces as usual, and users of the machine in their place.

The judge stays root of the outer sandbox's namespaces; a host is a user that nothing else on the machine is.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

import kernel
import places
from layouts.host_users import HostUsers, become
from layouts.layout import Request, World
from layouts.namespaces import MountedWorld, Namespaces, own_mounts


class RootNamespaces(Namespaces):
    shared = frozenset({"users"})

    def __init__(self, settings: dict[str, Any]) -> None:
        self._users = HostUsers(*settings["users"])
        self._user = 0

    def enter(self) -> None:
        os.setgroups([])
        kernel.unshare(kernel.CLONE_NEWNS)
        own_mounts()
        names = f"{places.PRIVATE}/passwd"
        with open("/etc/passwd") as given, open(names, "w") as file:
            file.write(self._users.name_all(given.read()))
        kernel.mount(names, "/etc/passwd", None, kernel.MS_BIND)

    def new_world(self, files_bytes: int) -> World:
        return _UsersWorld(files_bytes, self._users.take_next())

    def judge_rights(self) -> contextlib.AbstractContextManager[None]:
        return self._users.rights_of(0)

    def candidate_rights(self) -> contextlib.AbstractContextManager[None]:
        return self._users.rights_of(self._users.current)

    def arrive(self, request: Request, descriptors: list[int]) -> None:
        self._user = request["user"]
        super().arrive(request, descriptors)

    def give_up_power(self) -> None:
        become(self._user)


class _UsersWorld(MountedWorld):
    def __init__(self, files_bytes: int, user: int) -> None:
        kernel.set_file_user(0)
        super().__init__(files_bytes, user)
        kernel.set_file_user(user)

    def close(self) -> None:
        kernel.set_file_user(0)
        super().close()
