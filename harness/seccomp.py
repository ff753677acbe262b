"""Seccomp filters: what a host may not ask of the kernel, and which calls are held for the judge.

Two architectures: x86-64 and arm64. A call of another architecture (or the x32 table) kills the process.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from dataclasses import dataclass

from kernel import PR_SET_NO_NEW_PRIVS, prctl
from system_call_numbers import (
    CLONE, CLONE3, DENIED, DENIED_IN_SHARED, IOCTL, OWN_ONLY, PATH_CALLS, PRCTL, SOCKET, SOCKET_PAIR, Numbers,
)  # fmt: skip

_libc = ctypes.CDLL(None, use_errno=True)
_NEW_LISTENER = 1 << 3

ALLOW, KILL, ERRNO, USER_NOTIFY = 0x7FFF0000, 0x80000000, 0x00050000, 0x7FC00000
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_LOAD, EQUAL, _GREATER_OR_EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NAMESPACE_FLAGS = 0x7E020000 | 0x00000080  # every CLONE_NEW*, CLONE_NEWTIME included
_UNIX, _INTERNET = 1, (2, 10)
_NAMESPACE_REQUESTS = (0xB701, 0xB702)  # NS_GET_USERNS and NS_GET_PARENT: here they are the machine's
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER: a host that did not adopt would lose sight of its children


@dataclass(frozen=True)
class Architecture:
    """`column` in the tables of numbers, the kernel's AUDIT_ARCH_*, and the first number of a foreign table, if any."""

    column: int
    audit: int
    foreign: int | None
    seccomp: int

    def number(self, numbers: Numbers) -> int | None:
        return numbers[self.column]


ARCHITECTURES = {
    "x86_64": Architecture(column=0, audit=0xC000003E, foreign=0x40000000, seccomp=317),
    "aarch64": Architecture(column=1, audit=0xC00000B7, foreign=None, seccomp=277),
}
_HERE = ARCHITECTURES[platform.machine()]


def path_arguments(architecture: Architecture = _HERE) -> dict[int, tuple[int, ...]]:
    """By number, which arguments of a call are paths."""
    found = ((architecture.number(numbers), places) for numbers, places in PATH_CALLS.values())
    return {number: places for number, places in found if number is not None}


def statement(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


def jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def architecture_check(architecture: Architecture = _HERE) -> list[bytes]:
    known = jump(EQUAL, architecture.audit, 1, 0)
    program = [statement(_LOAD, 4), known, statement(RETURN, KILL), statement(_LOAD, 0)]
    if architecture.foreign is not None:
        program += [jump(_GREATER_OR_EQUAL, architecture.foreign, 0, 1), statement(RETURN, KILL)]
    return program


def _when(number: int | None, action: int) -> list[bytes]:
    return [] if number is None else [jump(EQUAL, number, 0, 1), statement(RETURN, action)]


def deny_program(shared: frozenset[str] = frozenset(), architecture: Architecture = _HERE) -> bytes:
    """The filter of every host, by what it shares with others. Built once, before any candidate."""
    number = architecture.number
    program = architecture_check(architecture)
    for calls in (DENIED, *(DENIED_IN_SHARED[what] for what in sorted(shared))):
        for numbers in calls.values():
            program += _when(number(numbers), ERRNO | _EPERM)
    if "processes" in shared:
        for numbers, place in OWN_ONLY.values():
            program += deny_argument(number(numbers) or 0, place, jump(EQUAL, 0, 1, 0))
        program += deny_argument(number(PRCTL) or 0, 0, jump(EQUAL, _ADOPT, 0, 1))
    for request in _NAMESPACE_REQUESTS if "users" in shared else ():
        program += deny_argument(number(IOCTL) or 0, 1, jump(EQUAL, request, 0, 1))
    # clone3 hides its flags in memory: libraries fall back to clone.
    program += _when(number(CLONE3), ERRNO | _ENOSYS)
    program += [
        jump(EQUAL, number(CLONE) or 0, 0, 4),
        statement(_LOAD, 16),
        jump(ANY_BIT, _NAMESPACE_FLAGS, 0, 1),
        statement(RETURN, ERRNO | _EPERM),
        statement(RETURN, ALLOW),
        # A family that nobody asked for has the kernel load the module for it.
        jump(EQUAL, number(SOCKET) or 0, 2, 0),
        jump(EQUAL, number(SOCKET_PAIR) or 0, 1, 0),
        statement(RETURN, ALLOW),
        statement(_LOAD, 16),
    ]
    for family in (_UNIX,) if "network" in shared else (_UNIX, *_INTERNET):
        program += _when(family, ALLOW)
    program += [statement(RETURN, ERRNO | _EAFNOSUPPORT)]
    return b"".join(program)


def deny_argument(number: int, place: int, unless: bytes) -> list[bytes]:
    """`unless` jumps over the refusal; the lower half of an argument is all that these calls look at."""
    return [
        jump(EQUAL, number, 0, 4),
        statement(_LOAD, 16 + 8 * place),
        unless,
        statement(RETURN, ERRNO | _EPERM),
        statement(_LOAD, 0),
    ]


def notify_program(architecture: Architecture = _HERE) -> bytes:
    """Holds every call that names a file until the judge lets it go on."""
    program = architecture_check(architecture)
    for number in path_arguments(architecture):
        program += _when(number, USER_NOTIFY)
    program += [statement(RETURN, ALLOW)]
    return b"".join(program)


def allow_program() -> bytes:
    """In the place of the other, so that a host cannot tell by the number of its filters whether its calls are held."""
    return statement(RETURN, ALLOW)


def install(program: bytes, listener: bool = False) -> int:
    """Installs a filter on this process; the descriptor of the listener when one is asked for, else 0."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    result = _libc.syscall(_HERE.seccomp, 1, _NEW_LISTENER if listener else 0, header)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"seccomp: {os.strerror(code)}")
    return result
