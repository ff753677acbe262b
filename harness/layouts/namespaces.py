"""Every candidate in user, PID, mount, network, IPC and UTS namespaces of its own, nested in the outer sandbox."""

from __future__ import annotations

import fcntl
import os
import socket

import kernel
import places
from layouts.layout import Layout, Request, World

_OF_A_HOST = kernel.CLONE_NEWPID | kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
_MASKED = (
    "/proc/kallsyms", "/proc/keys", "/proc/key-users", "/proc/timer_list", "/proc/sched_debug", "/proc/cmdline",
    "/proc/config.gz",
)  # fmt: skip
_TOOLS_BYTES = 4 * 1024 * 1024


def own_mounts() -> None:
    """In a new mount namespace: makes it the sandbox's own."""
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    quiet = kernel.MS_NOSUID | kernel.MS_NODEV
    # Candidates get file systems of their own on these; what lies here is the judge's trust store.
    for path in (places.WORK, places.TOOLS):
        kernel.mount("tmpfs", path, "tmpfs", quiet, "size=65536,mode=0755")
    # Containers bring these, which would tell of the machine, or keep what a candidate leaves for the next one.
    for path in ("/sys", "/dev/mqueue"):
        if os.path.ismount(path):
            kernel.mount("tmpfs", path, "tmpfs", quiet | kernel.MS_RDONLY, "size=4096")


class MountedWorld(World):
    """File systems in memory, of bounded size; the network of the first host is that of all."""

    def __init__(self, files_bytes: int, user: int = 0) -> None:
        self.user = user
        self._network: int | None = None
        self._work = kernel.new_tmpfs(files_bytes, user=user)
        self._tools = kernel.new_tmpfs(_TOOLS_BYTES)
        for file_system, target in ((self._work, places.WORK), (self._tools, places.TOOLS)):
            # The candidate may lay a link where a test reads or writes: it must not lead to what only the judge can see.
            mount = kernel.clone_mount(file_system, kernel.MOUNT_ATTR_NOSYMFOLLOW)
            kernel.attach_mount(mount, target)
            os.close(mount)

    @property
    def joins_network(self) -> bool:
        return self._network is not None

    def for_host(self) -> list[int]:
        mounts = [kernel.clone_mount(self._work), kernel.clone_mount(self._tools, kernel.MOUNT_ATTR_RDONLY)]
        return mounts if self._network is None else [*mounts, os.dup(self._network)]

    def took_host(self, descriptors: list[int]) -> None:
        if descriptors:
            (self._network,) = descriptors
            # The judge's own servers and clients live in the candidate's network from here on.
            kernel.setns(self._network, kernel.CLONE_NEWNET)

    def close(self) -> None:
        for target in (places.WORK, places.TOOLS):
            kernel.unmount(target)
        for descriptor in (self._work, self._tools, self._network):
            if descriptor is not None:
                os.close(descriptor)


class Namespaces(Layout):
    def enter(self) -> None:
        user = os.getuid()  # unknown once the new user namespace is entered
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS)
        kernel.map_user(0, user)
        own_mounts()

    def enter_judge(self, control: socket.socket) -> None:
        kernel.unshare(kernel.CLONE_NEWNS)  # what the judge mounts is not in the forker's tree, so not in a host's

    def new_world(self, files_bytes: int) -> World:
        return MountedWorld(files_bytes)

    def fork(self, request: Request) -> tuple[int, int]:
        # A host that joins a network enters it itself: from there the forker could not come back.
        return kernel.clone_process(_OF_A_HOST if request["joins_network"] else _OF_A_HOST | kernel.CLONE_NEWNET)

    def for_judge(self, pid: int, request: Request) -> list[int]:
        return [] if request["joins_network"] else [os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)]

    def arrive(self, request: Request, descriptors: list[int]) -> None:
        work, tools, *network = descriptors
        kernel.attach_mount(work, places.WORK)
        kernel.attach_mount(tools, places.TOOLS)
        hidden = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        kernel.mount("proc", "/proc", "proc", hidden)
        for path in _MASKED:
            if os.path.exists(path):
                kernel.mount("/dev/null", path, None, kernel.MS_BIND)
        self._read_only_switches(hidden)
        size = f"size={request['files_bytes']},nr_inodes=16384,mode=1777"
        for path in (places.TMP, places.SHARED_MEMORY):
            kernel.mount("tmpfs", path, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, size)
        # The harness is not the candidate's business, and everything that the host needs of it is already imported.
        kernel.mount("tmpfs", "/h", "tmpfs", hidden | kernel.MS_RDONLY, "size=4096,nr_inodes=2,mode=0755")
        if network:
            kernel.setns(network[0], kernel.CLONE_NEWNET)
        else:
            kernel.loopback_up()

    def _read_only_switches(self, hidden: int) -> None:
        """Those of its own namespaces (IPC, process numbers) would else be a candidate's to set."""
        switches = os.open("/proc/sys/user", os.O_PATH)
        self._user_switches = fcntl.fcntl(switches, fcntl.F_DUPFD_CLOEXEC, 64)
        os.close(switches)
        kernel.mount("/proc/sys", "/proc/sys", None, kernel.MS_BIND)
        kernel.mount("none", "/proc/sys", None, kernel.MS_BIND | kernel.MS_REMOUNT | kernel.MS_RDONLY | hidden)

    def give_up_power(self) -> None:
        kernel.unshare(kernel.CLONE_NEWUSER)
        kernel.map_user(1000, 0)
        # Both are counted per user outside of all namespaces: a candidate could take every one of the judge's.
        for what, count in (("instances", b"8"), ("watches", b"256")):
            switch = os.open(f"max_inotify_{what}", os.O_WRONLY, dir_fd=self._user_switches)
            os.write(switch, count)
            os.close(switch)
        kernel.drop_bounding_set()
        kernel.drop_capabilities()
