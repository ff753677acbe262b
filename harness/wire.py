"""How values cross between judge and host: length-framed JSON with tags, never pickle.

Both sides use it, and each treats what it reads as hostile: frames are bounded in size, values in depth, and a tag
builds only plain types. A value that is not plain data stays with its owner and crosses as a handle.
"""

from __future__ import annotations

import base64
import decimal
import json
import pathlib
import socket
import struct
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

MAX_FRAME = 16 * 1024 * 1024
MAX_DEPTH = 60
_MAX_DIGITS = 20_000
_HEAD = struct.Struct(">I")
_to_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class WireError(Exception):
    """The other side sent what the protocol does not allow."""


class ConnectionClosed(Exception):
    """The other side is gone."""


def send_frame(connection: socket.socket, message: Any) -> None:
    body = _to_json(message).encode()
    if len(body) > MAX_FRAME:
        raise WireError(f"a value of {len(body)} bytes is too large to cross")
    try:
        connection.sendall(_HEAD.pack(len(body)) + body)
    except OSError as error:
        raise ConnectionClosed(str(error)) from error


def read_body(connection: socket.socket) -> bytes:
    """The bytes of the next message. Raises ConnectionClosed at the end, WireError for what is too large."""
    (size,) = _HEAD.unpack(_read_exactly(connection, 4))
    if size > MAX_FRAME:
        raise WireError(f"a frame of {size} bytes")
    return _read_exactly(connection, size)


def parse(body: bytes) -> Any:
    """The message in the bytes. Raises WireError for anything malformed."""
    try:
        return _JSON.decode(body.decode())
    except (ValueError, RecursionError) as error:
        raise WireError(f"a frame that is not JSON: {error}") from error


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_JSON = json.JSONDecoder(parse_constant=_no_number)


def _read_exactly(connection: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        try:
            part = connection.recv(min(size, 1 << 20))
        except OSError as error:
            raise ConnectionClosed(str(error)) from error
        if not part:
            raise ConnectionClosed("end of stream")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def encode(value: Any, keep: Callable[[Any], Any], depth: int = 0) -> Any:
    """The JSON form of a value. `keep` makes the form of what is not plain data (a handle), or raises."""
    if value is None or isinstance(value, bool):
        return value
    if depth > MAX_DEPTH:
        raise WireError("a value is nested too deeply to cross")
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        number = int.__int__(value)
        return number if -(1 << 63) <= number < (1 << 63) else {"$": "i", "v": hex(number)}
    if isinstance(value, float):
        number = float.__float__(value)
        return number if number - number == 0 else {"$": "f", "v": repr(number)}
    if isinstance(value, list):
        return [encode(item, keep, depth + 1) for item in list.__iter__(value)]
    if isinstance(value, tuple):
        return {"$": "t", "v": [encode(item, keep, depth + 1) for item in tuple.__iter__(value)]}
    if isinstance(value, dict):
        pairs = [[encode(k, keep, depth + 1), encode(v, keep, depth + 1)] for k, v in dict.items(value)]
        return {"$": "d", "v": pairs}
    return _encode_rare(value, keep, depth)


def _encode_rare(value: Any, keep: Callable[[Any], Any], depth: int) -> Any:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$": "b", "v": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, (set, frozenset)):
        return {"$": "s", "v": [encode(item, keep, depth + 1) for item in value]}
    if isinstance(value, datetime):
        return {"$": "dt", "v": value.isoformat()}
    if isinstance(value, date):
        return {"$": "date", "v": value.isoformat()}
    if isinstance(value, time):
        return {"$": "time", "v": value.isoformat()}
    if isinstance(value, timedelta):
        return {"$": "td", "v": value.total_seconds()}
    if isinstance(value, decimal.Decimal):
        return {"$": "dec", "v": str(value)}
    if isinstance(value, pathlib.PurePath):
        return {"$": "p", "v": str(value)}
    return keep(value)


def decode(form: Any, resolve: Callable[[dict[str, Any]], Any], depth: int = 0) -> Any:
    """The value of a JSON form; `resolve` turns a handle's form into what stands for it."""
    if form is None or isinstance(form, (bool, int, float, str)):
        return form
    if depth > MAX_DEPTH:
        raise WireError("a value nested too deeply")
    if isinstance(form, list):
        return [decode(item, resolve, depth + 1) for item in form]
    tag, content = form.get("$"), form.get("v")
    try:
        if tag == "d":
            return {decode(k, resolve, depth + 1): decode(v, resolve, depth + 1) for k, v in map(_list, _list(content))}
        if tag == "t":
            return tuple([decode(item, resolve, depth + 1) for item in _list(content)])
        if tag == "s":
            return {decode(item, resolve, depth + 1) for item in _list(content)}
        plain = _PLAIN.get(tag) if isinstance(tag, str) else None
        if plain is not None:
            return plain(content)
    except (TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise WireError(f"a malformed value: {error}") from error
    return resolve(form)


def _list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise TypeError("not a list")
    return content


def _text(content: Any) -> str:
    if type(content) is not str:
        raise TypeError("not a text")
    return content


def _hexadecimal(content: Any) -> int:
    if len(_text(content)) > _MAX_DIGITS:
        raise ValueError("a number of too many digits")
    return int(content, 16)


def _seconds(content: Any) -> timedelta:
    if type(content) not in (int, float):
        raise TypeError("not a number")
    return timedelta(seconds=content)


def _decimal(content: Any) -> decimal.Decimal:
    """Few characters may stand for a billion digits, on which a test's arithmetic would never end."""
    text = _text(content)
    number = decimal.Decimal(text)
    if len(text) > _MAX_DIGITS or (number.is_finite() and number != 0 and abs(number.adjusted()) > _MAX_DIGITS):
        raise ValueError("a decimal of too many digits")
    return number


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "i": _hexadecimal,
    "f": lambda content: float(_text(content)),
    "b": lambda content: base64.b64decode(_text(content), validate=True),
    "dt": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "td": _seconds,
    "dec": _decimal,
    "p": lambda content: pathlib.PurePosixPath(_text(content)),
}
