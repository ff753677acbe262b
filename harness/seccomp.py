"""Seccomp filters: what a host may not ask of the kernel, and which calls are held for the judge.

Two architectures: x86-64 and arm64. A call of another architecture (or the x32 table) kills the process.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct

from kernel import PR_SET_NO_NEW_PRIVS, prctl

_libc = ctypes.CDLL(None, use_errno=True)
_MACHINE = platform.machine()
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[_MACHINE]
_SECCOMP_NUMBER = {"x86_64": 317, "aarch64": 277}[_MACHINE]
_NEW_LISTENER = 1 << 3

ALLOW, KILL, ERRNO, USER_NOTIFY = 0x7FFF0000, 0x80000000, 0x00050000, 0x7FC00000
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_LOAD, EQUAL, _GREATER_OREQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NAMESPACE_FLAGS = 0x7E020000 | 0x00000080  # every CLONE_NEW*, CLONE_NEWTIME included

# name: (x86-64, arm64)
_DENIED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "statmount": (457, 457), "listmount": (458, 458), "open_tree_attr": (467, 467),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "seccomp": (317, 277),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "personality": (135, 92),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89),
    "quotactl": (179, 60), "quotactl_fd": (443, 443), "syslog": (103, 116), "lookup_dcookie": (212, 18),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "fanotify_init": (300, 262),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58), "memfd_secret": (447, 447),
    # Memory that no process maps is in no account, and outlives what filled it.
    "memfd_create": (319, 279), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190),
    "move_pages": (279, 239), "migrate_pages": (256, 238), "mbind": (237, 235), "set_mempolicy": (238, 237),
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_UNIX, _INTERNET = 1, (2, 10)

# By what a candidate would share with others, where its layout gives it none of its own.
_DENIED_IN_SHARED = {
    "processes": {"mq_open": (240, 180), "mq_unlink": (241, 181)},
    "sockets": {"connect": (42, 203)},
    # Instances are counted per user, in a nested user namespace over all its users: the judge needs some.
    "users": {"inotify_init": (253, -1), "inotify_init1": (294, 26)},
    "network": {},
}
# name: (x86-64, arm64), the argument that names another process; 0 is the caller itself
_OWN_ONLY = {
    "sched_setaffinity": ((203, 122), 0), "sched_setscheduler": ((144, 119), 0), "sched_setparam": ((142, 118), 0),
    "sched_setattr": ((314, 274), 0), "prlimit64": ((302, 261), 0), "setpriority": ((141, 140), 1),
    "ioprio_set": ((251, 30), 1),
}
_IOCTL, _NAMESPACE_REQUESTS = (16, 29), (0xB701, 0xB702)  # NS_GET_USERNS and NS_GET_PARENT: here they are the machine's
_PRCTL, _ADOPT = (157, 167), 36  # PR_SET_CHILD_SUBREAPER: a host that did not adopt would lose sight of its children

# name: ((x86-64, arm64; -1 where the architecture lacks it), indices of arguments that are paths)
PATH_CALLS = {
    "open": ((2, -1), (0,)), "creat": ((85, -1), (0,)), "openat": ((257, 56), (1,)), "openat2": ((437, 437), (1,)),
    "stat": ((4, -1), (0,)), "lstat": ((6, -1), (0,)), "newfstatat": ((262, 79), (1,)), "statx": ((332, 291), (1,)),
    "access": ((21, -1), (0,)), "faccessat": ((269, 48), (1,)), "faccessat2": ((439, 439), (1,)),
    "readlink": ((89, -1), (0,)), "readlinkat": ((267, 78), (1,)), "truncate": ((76, 45), (0,)),
    "rename": ((82, -1), (0, 1)), "renameat": ((264, 38), (1, 3)), "renameat2": ((316, 276), (1, 3)),
    "link": ((86, -1), (0, 1)), "linkat": ((265, 37), (1, 3)), "symlink": ((88, -1), (1,)),
    "symlinkat": ((266, 36), (2,)),
    "unlink": ((87, -1), (0,)), "unlinkat": ((263, 35), (1,)), "mkdir": ((83, -1), (0,)), "mkdirat": ((258, 34), (1,)),
    "rmdir": ((84, -1), (0,)), "chmod": ((90, -1), (0,)), "fchmodat": ((268, 53), (1,)),
    "fchmodat2": ((452, 452), (1,)),
    "chown": ((92, -1), (0,)), "lchown": ((94, -1), (0,)), "fchownat": ((260, 54), (1,)),
    "utimensat": ((280, 88), (1,)),
    "getxattr": ((191, 8), (0,)), "lgetxattr": ((192, 9), (0,)), "execve": ((59, 221), (0,)),
    "execveat": ((322, 281), (1,)),
    "chdir": ((80, 49), (0,)), "statfs": ((137, 43), (0,)),
}
_COLUMN = 0 if _MACHINE == "x86_64" else 1
PATH_ARGUMENTS = {numbers[_COLUMN]: places for numbers, places in PATH_CALLS.values() if numbers[_COLUMN] >= 0}


def statement(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


def jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def architecture_check() -> list[bytes]:
    program = [statement(_LOAD, 4), jump(EQUAL, _AUDIT_ARCH, 1, 0), statement(RETURN, KILL), statement(_LOAD, 0)]
    if _MACHINE == "x86_64":
        program += [jump(_GREATER_OREQUAL, 0x40000000, 0, 1), statement(RETURN, KILL)]
    return program


def deny_program(shared: frozenset[str] = frozenset()) -> bytes:
    """The filter of every host, by what it shares with others. Built once, before any candidate."""
    program = architecture_check()
    for calls in (_DENIED, *(_DENIED_IN_SHARED[what] for what in sorted(shared))):
        for numbers in calls.values():
            if numbers[_COLUMN] >= 0:
                program += [jump(EQUAL, numbers[_COLUMN], 0, 1), statement(RETURN, ERRNO | _EPERM)]
    if "processes" in shared:
        for numbers, place in _OWN_ONLY.values():
            program += deny_argument(numbers[_COLUMN], place, jump(EQUAL, 0, 1, 0))
        program += deny_argument(_PRCTL[_COLUMN], 0, jump(EQUAL, _ADOPT, 0, 1))
    for request in _NAMESPACE_REQUESTS if "users" in shared else ():
        program += deny_argument(_IOCTL[_COLUMN], 1, jump(EQUAL, request, 0, 1))
    # clone3 hides its flags in memory: libraries fall back to clone.
    program += [jump(EQUAL, _CLONE3[_COLUMN], 0, 1), statement(RETURN, ERRNO | _ENOSYS)]
    program += [
        jump(EQUAL, _CLONE[_COLUMN], 0, 3),
        statement(_LOAD, 16),
        jump(ANY_BIT, _NAMESPACE_FLAGS, 0, 2),
        statement(RETURN, ERRNO | _EPERM),
        jump(EQUAL, _SOCKET[_COLUMN], 1, 0),
        statement(RETURN, ALLOW),
        statement(_LOAD, 16),
    ]
    for family in (_UNIX,) if "network" in shared else (_UNIX, *_INTERNET):
        program += [jump(EQUAL, family, 0, 1), statement(RETURN, ALLOW)]
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


def notify_program() -> bytes:
    """Holds every call that names a file until the judge lets it go on."""
    program = architecture_check()
    for number in PATH_ARGUMENTS:
        program += [jump(EQUAL, number, 0, 1), statement(RETURN, USER_NOTIFY)]
    program += [statement(RETURN, ALLOW)]
    return b"".join(program)


def install(program: bytes, listener: bool = False) -> int:
    """Installs a filter on this process; the descriptor of the listener when one is asked for, else 0."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    result = _libc.syscall(_SECCOMP_NUMBER, 1, _NEW_LISTENER if listener else 0, header)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"seccomp: {os.strerror(code)}")
    return result
