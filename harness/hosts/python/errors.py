"""An exception of the candidate as the judge is told of it."""

from __future__ import annotations

from typing import Any

from places import WORK

# The judge lays the candidate's module there.
MODULE_FILE = f"{WORK}/solution.py"


def describe(error: BaseException) -> dict[str, Any]:
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001
        message = "(its text cannot be made)"
    names = [kind.__name__ for kind in type(error).__mro__ if kind is not object]
    return {"types": names[:40], "message": message[:2000], "line": _line(error)}


def _line(error: BaseException) -> int | None:
    """The last line of the candidate's module that the exception passed through."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == MODULE_FILE:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
