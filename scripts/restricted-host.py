#!/usr/bin/env python3
"""Runs a command as root of a machine that refuses user namespaces, without changing this one. Needs root.

    scripts/restricted-host.py no-user-namespaces COMMAND...   max_user_namespaces is 0: the layout root-namespaces
    scripts/restricted-host.py container COMMAND...            as in a default container: the layout users

The switch user.max_user_namespaces belongs to a user namespace: it is 0 in a new one that has every id of the machine.
A container has the capabilities that Docker and Kubernetes leave to root, and a filter against user namespaces. Either
has processes and mounts of its own, so nothing outlives the command.
"""

from __future__ import annotations

import os
import platform
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../harness"))

import kernel  # noqa: E402
import seccomp  # noqa: E402

_CAPABILITIES = (
    "chown,dac_override,fsetid,fowner,mknod,net_raw,setgid,setuid,setfcap,setpcap,net_bind_service,sys_chroot,kill,"
    "audit_write"
)
_KINDS = ("no-user-namespaces", "container")


def main() -> int:
    kind, command = (sys.argv[1] if len(sys.argv) > 2 else ""), sys.argv[2:]
    if kind not in _KINDS:
        raise SystemExit(__doc__)
    switched_off = kind == "no-user-namespaces"
    ready_read, ready_write = os.pipe()
    mapped_read, mapped_write = os.pipe()
    child = os.fork()
    if child == 0:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        own = kernel.CLONE_NEWNS | kernel.CLONE_NEWPID
        kernel.unshare(own | kernel.CLONE_NEWUSER if switched_off else own)
        os.write(ready_write, b"!")
        os.read(mapped_read, 1)
        first = os.fork()
        if first == 0:
            _be_first(switched_off, command)
        return _wait(first)
    os.read(ready_read, 1)
    for name in ("uid_map", "gid_map") if switched_off else ():
        with open(f"/proc/{child}/{name}", "w") as file:
            file.write("0 0 65536")
    os.write(mapped_write, b"!")
    return _wait(child)


def _be_first(switched_off: bool, command: list[str]) -> None:
    """The first process of a process namespace adopts and reaps; all of it ends with this one."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("proc", "/proc", "proc", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC)
    if switched_off:
        with open("/proc/sys/user/max_user_namespaces", "w") as file:
            file.write("0")
    asked = os.fork()
    if asked == 0:
        if not switched_off:
            seccomp.install(_filter())
            bounding = "-all," + ",".join(f"+{name}" for name in _CAPABILITIES.split(","))
            command = ["setpriv", f"--bounding-set={bounding}", "--inh-caps=-all", "--", *command]
        os.execvp(command[0], command)
    while True:
        ended, status = os.wait()
        if ended == asked:
            os._exit(abs(os.waitstatus_to_exitcode(status)))


def _filter() -> bytes:
    """What a container's own filter refuses, as far as it matters here; clone3 hides its flags."""
    unshare, clone, clone3 = {"x86_64": (272, 56, 435), "aarch64": (97, 220, 435)}[platform.machine()]
    program = seccomp.architecture_check()
    for number in (unshare, clone):
        program += seccomp.deny_argument(number, 0, seccomp.jump(seccomp.ANY_BIT, kernel.CLONE_NEWUSER, 0, 1))
    program += [seccomp.jump(seccomp.EQUAL, clone3, 0, 1), seccomp.statement(seccomp.RETURN, seccomp.ERRNO | 38)]
    return b"".join([*program, seccomp.statement(seccomp.RETURN, seccomp.ALLOW)])


def _wait(child: int) -> int:
    return abs(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    sys.exit(main())
