"""Landlock: which files a process may reach, and that signals and abstract sockets end at its own descendants.

Needs no right. What an older kernel does not know is left out; `version` tells.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from kernel import PR_SET_NO_NEW_PRIVS, prctl

_libc = ctypes.CDLL(None, use_errno=True)
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on x86-64 and arm64
_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REFER, _TRUNCATE = 1 << 13, 1 << 14
WRITE = WRITE_FILE | _TRUNCATE
READ = READ_FILE | _READ_FOLDER | EXECUTE
ALL = (1 << 15) - 1
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE
_TCP = 3  # bind and connect
_SCOPES = 3  # abstract sockets and signals
SCOPES_SINCE = 6
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def version() -> int:
    """0 where the kernel has no Landlock or it is switched off."""
    return max(0, int(_libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)))


def restrict(rules: Iterable[tuple[str, int]]) -> None:
    """This process and all that it starts reach the paths (and what is below) in these ways, and nothing else."""
    known = version()
    if known == 0:
        return
    handled = ALL & ~(_REFER if known < 2 else 0) & ~(_TRUNCATE if known < 3 else 0)
    attributes = struct.pack("QQQ", handled, _TCP if known >= 4 else 0, _SCOPES if known >= SCOPES_SINCE else 0)
    attributes = attributes[: 8 if known < 4 else 16 if known < SCOPES_SINCE else 24]
    ruleset = _check(_libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0), "landlock_create_ruleset")
    for path, access in rules:
        _allow(ruleset, path, access & handled)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    _check(_libc.syscall(_RESTRICT, ruleset, 0), "landlock_restrict_self")
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _OF_A_FILE
        rule = struct.pack("=Qi", access, descriptor)
        _check(_libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0), f"landlock_add_rule {path}")
    finally:
        os.close(descriptor)


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return int(result)
