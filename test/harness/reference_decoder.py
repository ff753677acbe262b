"""What a reply of a host means, said a second time and strictly: nothing of the harness is used here.

`expect(body)` is ("value", value), ("raised", type names, message, line), ("memory",), ("uncrossable",) or ("dead",).
"""

from __future__ import annotations

import base64
import datetime
import decimal
import json
import pathlib
from typing import Any

DEPTH, DIGITS = 60, 20_000


class Malformed(Exception):
    pass


class Remote:
    """Stands for a handle."""

    def __init__(self, number: int) -> None:
        self.number = number


def expect(body: bytes) -> tuple[Any, ...]:
    try:
        reply = json.loads(body.decode("utf-8", "strict"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return ("dead",)
    if type(reply) is not dict or "callback" in reply:
        return ("dead",)  # no callback was given
    if "ok" in reply:
        try:
            return ("value", decode(reply["ok"], 0))
        except (Malformed, RecursionError):
            return ("dead",)
    if type(reply.get("uncrossable")) is str:
        return ("uncrossable",)
    return _error(reply.get("error"))


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _error(error: Any) -> tuple[Any, ...]:
    if type(error) is not dict or type(error.get("types")) is not list or type(error.get("message")) is not str:
        return ("dead",)
    if any(type(name) is not str for name in error["types"]):
        return ("dead",)
    names = [name[:200] for name in error["types"][:40]]
    line = error.get("line")
    if "MemoryError" in names:
        return ("memory",)
    return ("raised", names, error["message"][:2000], line if type(line) is int else None)


def decode(form: Any, depth: int) -> Any:
    if form is None or type(form) in (bool, int, float, str):
        return form
    if depth > DEPTH:
        raise Malformed
    if type(form) is list:
        return [decode(item, depth + 1) for item in form]
    tag, content = form.get("$"), form.get("v")
    if tag == "h":
        if type(form.get("id")) is not int:
            raise Malformed
        return Remote(form["id"])
    if tag in ("d", "t", "s"):
        return _container(tag, content, depth)
    if tag == "td":
        if type(content) not in (int, float):
            raise Malformed
    elif type(content) is not str or type(tag) is not str or tag not in _TEXTS:
        raise Malformed
    try:
        return datetime.timedelta(seconds=content) if tag == "td" else _TEXTS[tag](content)
    except (ValueError, ArithmeticError):
        raise Malformed from None


def _container(tag: str, content: Any, depth: int) -> Any:
    if type(content) is not list:
        raise Malformed
    if tag == "t":
        return tuple(decode(item, depth + 1) for item in content)
    try:
        if tag == "s":
            return {decode(item, depth + 1) for item in content}
        if any(type(pair) is not list or len(pair) != 2 for pair in content):
            raise Malformed
        return {decode(key, depth + 1): decode(value, depth + 1) for key, value in content}
    except TypeError:  # what has no hash
        raise Malformed from None


def _integer(text: str) -> int:
    if len(text) > DIGITS:
        raise Malformed
    return int(text, 16)


def _decimal(text: str) -> decimal.Decimal:
    number = decimal.Decimal(text)
    if len(text) > DIGITS or (number.is_finite() and number and abs(number.adjusted()) > DIGITS):
        raise Malformed
    return number


_TEXTS: dict[str, Any] = {
    "i": _integer, "f": float, "dec": _decimal, "p": pathlib.PurePosixPath,
    "b": lambda text: base64.b64decode(text.encode("ascii"), validate=True),
    "dt": datetime.datetime.fromisoformat, "date": datetime.date.fromisoformat, "time": datetime.time.fromisoformat,
}  # fmt: skip
