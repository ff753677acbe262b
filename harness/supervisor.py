"""First process of a worker, inside the outer sandbox: enters its layout, starts forker and judge, waits.

It never reads its standard input, so no byte of a task can be in its memory or in that of the forker. When either
child dies or the caller is gone, everything ends; the caller starts a new worker.
"""

from __future__ import annotations

import json
import os
import socket
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import kernel  # noqa: E402
import layouts  # noqa: E402


def main() -> None:
    # {"warm": [module, …], "layout": name, and what that layout needs}: nothing of a task
    settings = json.loads(sys.argv[1])
    layout = layouts.choose(settings)
    layout.enter()
    judge_end, forker_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    forker = os.fork()
    if forker == 0:
        judge_end.close()
        _die_with_parent()
        os.closerange(3, 3 + settings.get("descriptors", 0))  # of the cgroup: the judge's
        null = os.open("/dev/null", os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        import forker as forker_module

        forker_module.run(forker_end, settings["warm"], layout)
        os._exit(0)
    import deadline as deadline_module
    import guard

    deadline = deadline_module.Deadline()
    judge = os.fork()
    if judge == 0:
        forker_end.close()
        _die_with_parent()
        from judge import cgroup
        from judge import main as judge_module

        judge_module.run(judge_end, layout, deadline, cgroup.from_settings(settings))
        os._exit(0)
    judge_end.close()
    forker_end.close()
    ended, status = guard.wait(forker, judge, deadline)
    layout.leave()
    who = "forker" if ended == forker else "judge"
    if status != 0:
        print(f"seceval harness: {who} ended with status {status}", file=sys.stderr, flush=True)
    os._exit(0 if status == 0 else 70)


def _die_with_parent() -> None:
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)


if __name__ == "__main__":
    main()
