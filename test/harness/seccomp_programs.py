"""Both seccomp programs on both architectures, without a machine of either: a small interpreter of classic BPF says what
each returns for every system call that the kernel's tables name, for foreign tables, flags and socket families.

    python3 test/harness/seccomp_programs.py
"""

from __future__ import annotations

import pathlib
import struct
import sys
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "harness"))

import seccomp  # noqa: E402

ALLOW, KILL, NOTIFY = 0x7FFF0000, 0x80000000, 0x7FC00000
EPERM, ENOSYS, EAFNOSUPPORT = 0x00050001, 0x00050026, 0x00050061
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
FOREIGN = (0x40000003, 0x40000028, 0xC00000F3, 0x80000015, 0)  # i386, arm, riscv64, ppc64, none

# What a host is denied, by name: the numbers of a program are held against the table in system-calls.tsv.
DENIED = frozenset("""
    ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd process_madvise process_mrelease
    unshare setns chroot pivot_root mount umount2 open_tree open_tree_attr move_mount fsopen fsconfig fsmount fspick
    mount_setattr statmount listmount listns
    bpf perf_event_open userfaultfd seccomp io_uring_setup io_uring_enter io_uring_register io_setup
    add_key request_key keyctl personality modify_ldt iopl ioperm uselib
    init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff acct
    quotactl quotactl_fd syslog lookup_dcookie name_to_handle_at open_by_handle_at fanotify_init
    settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname vhangup
    memfd_secret memfd_create shmget msgget semget move_pages migrate_pages mbind set_mempolicy set_mempolicy_home_node
    lsm_set_self_attr lsm_list_modules
""".split())

# Calls that name a file, with the places of the names: held for the judge.
HELD = {
    "open": (0,), "creat": (0,), "openat": (1,), "openat2": (1,), "stat": (0,), "lstat": (0,), "newfstatat": (1,),
    "statx": (1,), "access": (0,), "faccessat": (1,), "faccessat2": (1,), "readlink": (0,), "readlinkat": (1,),
    "truncate": (0,), "rename": (0, 1), "renameat": (1, 3), "renameat2": (1, 3), "link": (0, 1), "linkat": (1, 3),
    "symlink": (1,), "symlinkat": (2,), "unlink": (0,), "unlinkat": (1,), "mkdir": (0,), "mkdirat": (1,), "rmdir": (0,),
    "chmod": (0,), "fchmodat": (1,), "fchmodat2": (1,), "chown": (0,), "lchown": (0,), "fchownat": (1,),
    "utimensat": (1,), "getxattr": (0,), "lgetxattr": (0,), "getxattrat": (1,), "file_getattr": (1,),
    "file_setattr": (1,), "execve": (0,), "execveat": (1,), "chdir": (0,), "statfs": (0,),
}  # fmt: skip


def table(architecture: str) -> dict[str, int]:
    column = {"x86_64": 1, "aarch64": 2}[architecture]
    rows = (line.split("\t") for line in (HERE / "system-calls.tsv").read_text().splitlines() if line[0] != "#")
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


def returned(program: bytes, audit: int, number: int, first: int = 0, second: int = 0) -> int:
    """What the kernel would do: struct seccomp_data is number, architecture, instruction pointer, six arguments."""
    data = struct.pack("<IIQ6Q", number, audit, 0, first, second, 0, 0, 0, 0)
    statements = list(struct.iter_unpack("<HBBI", program))
    accumulator = place = 0
    while True:
        code, if_true, if_false, value = statements[place]
        place += 1
        if code == 0x20:  # BPF_LD | BPF_W | BPF_ABS
            assert value % 4 == 0 and value <= 60, "the kernel refuses other loads"
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x06:  # BPF_RET | BPF_K
            return value
        else:
            taken = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[code]
            place += if_true if taken else if_false


class Programs(unittest.TestCase):
    def each(self) -> list[tuple[str, bytes, bytes, int]]:
        return [
            (name, seccomp.deny_program(architecture=one), seccomp.notify_program(one), AUDIT[name])
            for name, one in seccomp.ARCHITECTURES.items()
        ]

    def test_every_system_call_of_the_table_is_denied_or_allowed_as_its_name_says(self):
        for name, deny, _notify, audit in self.each():
            numbers = table(name)
            self.assertGreater(len(numbers), 300)
            expected = {call: EPERM if call in DENIED else ALLOW for call in numbers}
            expected |= {"clone3": ENOSYS, "socket": EAFNOSUPPORT, "socketpair": EAFNOSUPPORT}  # of the family 0
            self.assertEqual({call: returned(deny, audit, number) for call, number in numbers.items()}, expected)

    def test_every_name_that_is_denied_or_held_is_in_a_table(self):
        known = set(table("x86_64")) | set(table("aarch64"))
        self.assertLessEqual(DENIED | set(HELD), known)

    def test_numbers_that_no_table_has_are_allowed_and_mean_nothing(self):
        for name, deny, notify, audit in self.each():
            for number in set(range(1024)) - set(table(name).values()):
                self.assertEqual((returned(deny, audit, number), returned(notify, audit, number)), (ALLOW, ALLOW), number)

    def test_calls_that_name_a_file_are_held_and_no_others(self):
        for name, _deny, notify, audit in self.each():
            numbers = table(name)
            held = {call for call, number in numbers.items() if returned(notify, audit, number) == NOTIFY}
            self.assertEqual(held, set(HELD) & set(numbers))
            places = seccomp.path_arguments(seccomp.ARCHITECTURES[name])
            self.assertEqual(places, {numbers[call]: where for call, where in HELD.items() if call in numbers})

    def test_foreign_architectures_are_killed(self):
        for name, deny, notify, audit in self.each():
            for other in {*FOREIGN, *AUDIT.values()} - {audit}:
                for number in range(600):
                    self.assertEqual({returned(deny, other, number), returned(notify, other, number)}, {KILL})

    def test_the_x32_table_is_killed(self):
        audit, architecture = AUDIT["x86_64"], seccomp.ARCHITECTURES["x86_64"]
        for number in (*range(0x40000000, 0x40000400), 0x7FFFFFFF, 0xFFFFFFFF):
            self.assertEqual(returned(seccomp.deny_program(architecture=architecture), audit, number), KILL)
            self.assertEqual(returned(seccomp.notify_program(architecture), audit, number), KILL)

    def test_clone_makes_processes_and_threads_but_no_namespace(self):
        namespaces = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x00000080]
        for name, deny, _notify, audit in self.each():
            clone = table(name)["clone"]
            for flags in (17, 0x01200011, 0x003D0F00, 0x00001011, 0x00004111):
                self.assertEqual(returned(deny, audit, clone, flags), ALLOW)
                for namespace in namespaces:
                    self.assertEqual(returned(deny, audit, clone, flags | namespace), EPERM, hex(namespace))
            self.assertEqual(returned(deny, audit, clone, 1 << 32 | 17), ALLOW)

    def test_sockets_are_of_three_families(self):
        for name, deny, _notify, audit in self.each():
            for call in ("socket", "socketpair"):
                number = table(name)[call]
                allowed = {family for family in range(256) if returned(deny, audit, number, family) == ALLOW}
                self.assertEqual(allowed, {1, 2, 10})
                self.assertEqual(returned(deny, audit, number, 1 << 31 | 1), EAFNOSUPPORT)

    def test_what_is_shared_with_others_is_denied_and_the_caller_itself_is_not(self):
        shared = frozenset(("processes", "sockets", "users", "network"))
        whole = {"mq_open", "mq_unlink", "connect", "inotify_init", "inotify_init1"}
        others = {"sched_setaffinity": 0, "sched_setscheduler": 0, "sched_setparam": 0, "sched_setattr": 0,
                  "prlimit64": 0, "setpriority": 1, "ioprio_set": 1}  # fmt: skip
        for name, usual, _notify, audit in self.each():
            deny, numbers = seccomp.deny_program(shared, seccomp.ARCHITECTURES[name]), table(name)
            for call, number in numbers.items():
                if call in whole:
                    self.assertEqual(returned(deny, audit, number), EPERM, call)
                elif call in others:
                    other = (7, 0) if others[call] == 0 else (0, 7)
                    self.assertEqual(returned(deny, audit, number, *other), EPERM, call)
                    self.assertEqual(returned(deny, audit, number, *reversed(other)), ALLOW, call)
                else:
                    self.assertEqual(returned(deny, audit, number), returned(usual, audit, number), call)
            self.assertEqual([returned(deny, audit, numbers["prctl"], option) for option in (36, 15)], [EPERM, ALLOW])
            requests = [returned(deny, audit, numbers["ioctl"], 3, request) for request in (0xB701, 0xB702, 0xB703, 0)]
            self.assertEqual(requests, [EPERM, EPERM, ALLOW, ALLOW])
            self.assertEqual([returned(deny, audit, numbers["socket"], one) for one in (1, 2)], [ALLOW, EAFNOSUPPORT])

    def test_programs_are_as_the_kernel_wants_them(self):
        for _name, deny, notify, _audit in self.each():
            for program in (deny, notify, seccomp.allow_program()):
                statements = list(struct.iter_unpack("<HBBI", program))
                self.assertLessEqual(len(statements), 4096)
                self.assertEqual(statements[-1][0], 0x06)
                for place, (code, if_true, if_false, _value) in enumerate(statements):
                    self.assertIn(code, (0x20, 0x15, 0x35, 0x45, 0x06))
                    self.assertLess(place + 1 + max(if_true, if_false), len(statements) + (code == 0x06))


if __name__ == "__main__":
    unittest.main()
