"""System calls by name with their numbers on x86-64 and arm64 (None where it has none): which a host is denied, and
which name a file. test/harness/seccomp_programs.py holds them against the kernel's own tables.
"""

from __future__ import annotations

Numbers = tuple[int | None, int | None]

# By the reason, which docs/reference/system-calls.md shows.
REFUSED: dict[str, dict[str, Numbers]] = {
    "reads, changes or compares other processes": {
        "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
        "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    },
    "makes or enters namespaces, in which it would have powers, or tells of them": {
        "unshare": (272, 97), "setns": (308, 268), "listns": (470, 470),
    },
    "changes what is mounted or what the root is, or tells of it": {
        "chroot": (161, 51), "pivot_root": (155, 41),
        "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
        "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
        "statmount": (457, 457), "listmount": (458, 458), "open_tree_attr": (467, 467),
    },
    "large parts of the kernel that a program of an ordinary user has no use for, often mended": {
        "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "seccomp": (317, 277),
        "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
        "personality": (135, 92), "lookup_dcookie": (212, 18),
        "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None), "uselib": (134, None),
    },
    "keys of the user, which outlive a candidate and are no namespace's": {
        "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    },
    "changes the machine": {
        "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
        "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89),
        "quotactl": (179, 60), "quotactl_fd": (443, 443), "syslog": (103, 116),
        "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
        "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58),
    },
    "reaches files past their paths, or watches those of others": {
        "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "fanotify_init": (300, 262),
    },
    "memory that no process maps is in no account, and outlives what filled it": {
        "memfd_secret": (447, 447), "memfd_create": (319, 279), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190),
    },
    "where memory lies is the machine's to choose": {
        "move_pages": (279, 239), "migrate_pages": (256, 238), "mbind": (237, 235), "set_mempolicy": (238, 237),
        "set_mempolicy_home_node": (450, 450),
    },
    "counted for the whole machine: a candidate could take all of them": {"io_setup": (206, 0)},
    "what the machine has for security modules, and another profile of one": {
        "lsm_set_self_attr": (460, 460), "lsm_list_modules": (461, 461),
    },
}
DENIED: dict[str, Numbers] = {name: numbers for calls in REFUSED.values() for name, numbers in calls.items()}
CLONE, CLONE3, SOCKET, SOCKET_PAIR = (56, 220), (435, 435), (41, 198), (53, 199)
IOCTL, PRCTL = (16, 29), (157, 167)

# By what a candidate would share with others, where its layout gives it none of its own.
DENIED_IN_SHARED: dict[str, dict[str, Numbers]] = {
    "processes": {"mq_open": (240, 180), "mq_unlink": (241, 181)},
    "sockets": {"connect": (42, 203)},
    # Instances are counted per user, in a nested user namespace over all its users: the judge needs some.
    "users": {"inotify_init": (253, None), "inotify_init1": (294, 26)},
    "network": {},
}
# name: ((x86-64, arm64), the argument that names another process; 0 is the caller itself)
OWN_ONLY: dict[str, tuple[Numbers, int]] = {
    "sched_setaffinity": ((203, 122), 0), "sched_setscheduler": ((144, 119), 0), "sched_setparam": ((142, 118), 0),
    "sched_setattr": ((314, 274), 0), "prlimit64": ((302, 261), 0), "setpriority": ((141, 140), 1),
    "ioprio_set": ((251, 30), 1),
}

# name: ((x86-64, arm64), indices of arguments that are paths)
PATH_CALLS: dict[str, tuple[Numbers, tuple[int, ...]]] = {
    "open": ((2, None), (0,)), "creat": ((85, None), (0,)), "openat": ((257, 56), (1,)), "openat2": ((437, 437), (1,)),
    "stat": ((4, None), (0,)), "lstat": ((6, None), (0,)), "newfstatat": ((262, 79), (1,)), "statx": ((332, 291), (1,)),
    "access": ((21, None), (0,)), "faccessat": ((269, 48), (1,)), "faccessat2": ((439, 439), (1,)),
    "readlink": ((89, None), (0,)), "readlinkat": ((267, 78), (1,)), "truncate": ((76, 45), (0,)),
    "rename": ((82, None), (0, 1)), "renameat": ((264, 38), (1, 3)), "renameat2": ((316, 276), (1, 3)),
    "link": ((86, None), (0, 1)), "linkat": ((265, 37), (1, 3)), "symlink": ((88, None), (1,)),
    "symlinkat": ((266, 36), (2,)),
    "unlink": ((87, None), (0,)), "unlinkat": ((263, 35), (1,)), "mkdir": ((83, None), (0,)), "mkdirat": ((258, 34), (1,)),
    "rmdir": ((84, None), (0,)), "chmod": ((90, None), (0,)), "fchmodat": ((268, 53), (1,)),
    "fchmodat2": ((452, 452), (1,)),
    "chown": ((92, None), (0,)), "lchown": ((94, None), (0,)), "fchownat": ((260, 54), (1,)),
    "utimensat": ((280, 88), (1,)),
    "getxattr": ((191, 8), (0,)), "lgetxattr": ((192, 9), (0,)), "getxattrat": ((464, 464), (1,)),
    "file_getattr": ((468, 468), (1,)), "file_setattr": ((469, 469), (1,)), "execve": ((59, 221), (0,)),
    "execveat": ((322, 281), (1,)),
    "chdir": ((80, 49), (0,)), "statfs": ((137, 43), (0,)),
}
