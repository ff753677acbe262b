"""System calls that Python does not offer, by ctypes: namespaces, the mount API, process limits.

Must never import anything of the judge: forker and hosts load this too.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import signal
import socket
import struct

_libc = ctypes.CDLL(None, use_errno=True)
# PyDLL keeps the interpreter lock: a fork must not happen while another thread holds it.
_libc_locked = ctypes.PyDLL(None, use_errno=True)

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
_CLONE_PIDFD = 0x00001000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
MNT_DETACH = 2

_CLONE_NUMBER = {"x86_64": 56, "aarch64": 220}[platform.machine()]
_OPEN_TREE, _MOVE_MOUNT, _FSOPEN, _FSCONFIG, _FSMOUNT, _MOUNT_SETATTR = 428, 429, 430, 431, 432, 442
_CLOSE_RANGE = 436
_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_OPEN_TREE_CLONE, _OPEN_TREE_CLOEXEC = 1, os.O_CLOEXEC
_MOVE_MOUNT_F_EMPTY_PATH = 4
_FSCONFIG_SET_STRING, _FSCONFIG_CMD_CREATE = 1, 6
_MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 2, 4
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSYMFOLLOW = 1, 0x00200000

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 36, 38


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def unshare(flags: int) -> None:
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(descriptor: int, kind: int) -> None:
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def prctl(option: int, value: int = 0) -> int:
    return _check(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")


def mount(source: str, target: str, kind: str | None, flags: int = 0, data: str | None = None) -> None:
    encoded = [text.encode() if text is not None else None for text in (source, target, kind, data)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _check(result, f"mount {target}")


def unmount(target: str) -> None:
    _check(_libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def new_tmpfs(size_bytes: int, user: int = 0) -> int:
    """A detached tmpfs that is the user's: the descriptor of a mount that nobody can see until it is attached."""
    context = _check(_libc.syscall(_FSOPEN, b"tmpfs", 1), "fsopen")
    try:
        options = {"size": size_bytes, "nr_inodes": 16384, "mode": "0755", "uid": user, "gid": user}
        for key, value in options.items():
            text = str(value).encode()
            result = _libc.syscall(_FSCONFIG, context, _FSCONFIG_SET_STRING, key.encode(), text, 0)
            _check(result, f"fsconfig {key}")
        _check(_libc.syscall(_FSCONFIG, context, _FSCONFIG_CMD_CREATE, None, None, 0), "fsconfig create")
        return _check(_libc.syscall(_FSMOUNT, context, 1, _MOUNT_ATTR_NOSUID | _MOUNT_ATTR_NODEV), "fsmount")
    finally:
        os.close(context)


def clone_mount(descriptor: int, attributes: int = 0) -> int:
    """A second detached mount of the same file system; `attributes` of MOUNT_ATTR_* hold for this one alone."""
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_EMPTY_PATH
    clone = _check(_libc.syscall(_OPEN_TREE, descriptor, b"", flags), "open_tree")
    if attributes:
        packed = struct.pack("QQQQ", attributes, 0, 0, 0)
        _check(_libc.syscall(_MOUNT_SETATTR, clone, b"", _AT_EMPTY_PATH, packed, len(packed)), "mount_setattr")
    return clone


def attach_mount(descriptor: int, target: str) -> None:
    """The descriptor goes on to hold the file system, also when it is unmounted: close it."""
    result = _libc.syscall(_MOVE_MOUNT, descriptor, b"", _AT_FDCWD, target.encode(), _MOVE_MOUNT_F_EMPTY_PATH)
    _check(result, f"move_mount {target}")


def clone_process(flags: int) -> tuple[int, int]:
    """Like os.fork with namespaces: (0, -1) in the child, (pid, pidfd) in the parent."""
    pidfd = ctypes.c_int(-1)
    ctypes.pythonapi.PyOS_BeforeFork()
    number = flags | _CLONE_PIDFD | signal.SIGCHLD
    arguments = (ctypes.c_long(number), None, ctypes.byref(pidfd), None, None)
    pid = _libc_locked.syscall(ctypes.c_long(_CLONE_NUMBER), *arguments)
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0, -1
    code = ctypes.get_errno()
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(code, f"clone: {os.strerror(code)}")
    return pid, pidfd.value


def close_from(first: int) -> None:
    _check(_libc.syscall(_CLOSE_RANGE, first, 0xFFFFFFFF, 0), "close_range")


def map_user(inside: int, outside: int) -> None:
    """Maps one user and one group of the parent into the user namespace that this process just made."""
    mapping = f"{inside} {outside} 1"
    for name, text in (("setgroups", "deny"), ("uid_map", mapping), ("gid_map", mapping)):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def drop_bounding_set() -> None:
    """Needs a capability itself, so it comes before all of them are dropped."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break


def drop_capabilities() -> None:
    """Empties the permitted, effective and inheritable sets for good."""
    header = struct.pack("Ii", 0x20080522, 0)
    _check(_libc.capset(header, struct.pack("6I", *([0] * 6))), "capset")


def set_file_user(user: int) -> int:
    """Whose rights over files the calling thread has, group included; the user that it was before.

    With another user than root's it also lacks root's powers over files until it is set back.
    """
    _libc.setfsgid(user)
    before = _libc.setfsuid(user)
    if _libc.setfsuid(-1) != user:
        raise OSError(errno.EPERM, f"setfsuid {user}")
    return int(before)


def loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14x", b"lo", 0x1 | 0x40)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(control, 0x8914, request)  # SIOCSIFFLAGS


def add_address(index: int, address: str) -> None:
    """Gives the loopback one more IPv4 address (alias `lo:INDEX`, netmask /32)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        name = f"lo:{index}".encode()
        packed = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address))
        fcntl.ioctl(control, 0x8916, packed)  # SIOCSIFADDR
        mask = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, b"\xff\xff\xff\xff")
        fcntl.ioctl(control, 0x891C, mask)  # SIOCSIFNETMASK
