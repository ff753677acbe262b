"""An executor of the kind that HumanEval's harness has: each sample in a process forked by multiprocessing, its result in
a list of a manager process, in a temporary folder, with an alarm; no isolation. Prints samples a second.

Usage: fork_per_sample.py PROGRAMS.json COUNT AT_ONCE; the file holds a list of source texts, which are taken in turns
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import multiprocessing
import os
import pathlib
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_SECONDS = 10.0


def _expired(_number: int, _frame: object) -> None:
    raise TimeoutError


def _run(source: str, result: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            signal.signal(signal.SIGALRM, _expired)
            signal.setitimer(signal.ITIMER_REAL, _SECONDS)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                exec(source, {"__name__": "candidate"})
            result.append("passed")
        except BaseException as error:  # noqa: BLE001 - whatever a sample does is its result
            result.append(f"failed: {error!r}")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            os.chdir("/")


def check(source: str) -> str:
    with multiprocessing.Manager() as manager:
        result = manager.list()
        process = multiprocessing.Process(target=_run, args=(source, result))
        process.start()
        process.join(_SECONDS + 1)
        if process.is_alive():
            process.kill()
        return result[0] if result else "timed out"


def main() -> None:
    sources, count, at_once = json.loads(pathlib.Path(sys.argv[1]).read_text()), int(sys.argv[2]), int(sys.argv[3])
    multiprocessing.set_start_method("fork")
    started = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        results = list(pool.map(check, itertools.islice(itertools.cycle(sources), count)))
    elapsed = time.monotonic() - started
    failed = [one for one in results if one != "passed"]
    if failed:
        raise SystemExit(f"{len(failed)} of {count} samples: {failed[0]}")
    print(count / elapsed)


if __name__ == "__main__":
    main()
