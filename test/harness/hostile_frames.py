"""Replies as no honest host sends them, drawn with a seed: what goes over the wire, and the body that it holds.

A body of None means that no whole frame arrives.
"""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from typing import Any

MAX_FRAME = 16 * 1024 * 1024
Wire = tuple[bytes, bytes | None]
_TEXTS = ("", "a", "é\U0001f600", "\ud800", "\udfff\ud800", "\0", "x" * 300, "2024-05-01", "2024-05-01T10:00:00+25:00",
          "10:00", "0x1f", "-0x1f", "f" * 20_001, "1e999999999", "sNaN", "nan", "-inf", "1_0", " 7 ", "YQ==", "YQ=", "Y Q==",
          "/a/../b", "MemoryError", "HarnessFault", "9" * 5000)  # fmt: skip
_NUMBERS = (0, -1, 1, True, False, None, 2**63, -(2**63) - 1, 10**400, 0.5, -0.0, 1e308, 5e-324, 2**53 + 1)
_RAW = ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" * 5000, "01", "+1", ".5", "1.", "tru", "'a'", "\ufeff1", "[1,]",
        "{\"a\":1,\"a\":2}", "\"\\ud800\"", "\"\\x\"", "\"\t\"", "//", "", "[", "{", "1 2", "\"")  # fmt: skip
_TAGS = ("i", "f", "b", "t", "s", "d", "dt", "date", "time", "td", "dec", "p", "h", "cb", "m", "pickle", "", None, 1, [], {})
_KEYS = ("ok", "error", "uncrossable", "callback", "op", "$", "v", "args", "fault", "gaveUp", "id")


def draw(rng: random.Random) -> Wire:
    return rng.choice(_MAKERS)(rng)


def framed(body: bytes) -> Wire:
    return struct.pack(">I", len(body)) + body, body


def value(rng: random.Random, depth: int = 0) -> Any:
    """JSON that may or may not be the form of a value."""
    kind = rng.random()
    if depth > 5 or kind < 0.3:
        return rng.choice(rng.choice((_TEXTS, _NUMBERS)))
    some = [value(rng, depth + 1) for _ in range(rng.choice((0, 1, 2, 2, 3)))]
    if kind < 0.4:
        return some
    form = {"$": rng.choice(_TAGS), "v": _content(rng, some)}
    if kind < 0.5:
        form.pop(rng.choice(("$", "v")))
    if kind > 0.9:
        form.update({rng.choice(("id", "types", "callable", "x")): rng.choice((1, "1", some, None, True, 10**30))})
    return form


def _content(rng: random.Random, some: list[Any]) -> Any:
    made = rng.choice((some, [[one, one] for one in some], [[one] for one in some], {"a": some}, *some, *_TEXTS))
    return made


def reply(rng: random.Random) -> Any:
    pick = rng.random()
    if pick < 0.6:
        return {"ok": value(rng)}
    if pick < 0.75:
        error = {"types": value(rng), "message": value(rng), "line": value(rng)}
        if rng.random() < 0.5:
            error.update(types=["ValueError", "Exception"], message="no")
        return {"error": error if rng.random() < 0.9 else value(rng)}
    return rng.choice((value(rng), {rng.choice(_KEYS): value(rng) for _ in range(rng.randrange(4))}))


def _structured(rng: random.Random) -> Wire:
    return framed(json.dumps(reply(rng)).encode())


def _mutated(rng: random.Random) -> Wire:
    body = bytearray(json.dumps(reply(rng)).encode())
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(body) + 1)
        body[place : place + rng.choice((0, 0, 1, 1, 5))] = rng.choice(
            (b"", b"{", b"[", b"]", b'"', b",", b":", b"\\", b"\xff", b"\x00", b"null", rng.randbytes(3))
        )
    return framed(bytes(body))


def _raw_json(rng: random.Random) -> Wire:
    text = '{"ok":' + rng.choice(("%s", "[%s]", '{"$":"t","v":[%s]}', '{"$":%s,"v":1}')) % rng.choice(_RAW) + "}"
    return framed(text.encode("utf-8", "surrogatepass"))


def _other_encoding(rng: random.Random) -> Wire:
    text = json.dumps(reply(rng), ensure_ascii=False)
    return framed(text.encode(rng.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-8")), "surrogatepass"))


def _noise(rng: random.Random) -> Wire:
    return framed(rng.randbytes(rng.randrange(64)))


def _cut(rng: random.Random) -> Wire:
    whole, _body = _structured(rng)
    return whole[: rng.randrange(len(whole))], None


def _lying_length(rng: random.Random) -> Wire:
    whole, _body = _structured(rng)
    size = rng.choice((0, 1, len(whole) + 9, MAX_FRAME, MAX_FRAME + 1, 2**31, 2**32 - 1))
    rest = whole[4:]
    body = rest[:size] if size <= len(rest) else None
    return struct.pack(">I", size) + rest, body


def _nested(rng: random.Random) -> Wire:
    depth = rng.choice((59, 60, 61, 62, 63, 500, 5000))
    opening, closing = rng.choice((("[", "]"), ('{"$":"t","v":[', "]}"), ('{"$":"s","v":[', "]}"), ('{"a":', "}")))
    return framed(('{"ok":' + opening * depth + "1" + closing * depth + "}").encode())


def _many(rng: random.Random) -> Wire:
    count = rng.choice((200, 4000))
    item = rng.choice(("[]", "0", '""', '{"$":"t","v":[]}', '{"$":"h","id":1}', '{"$":"i","v":"%x"}' % (2**61 - 1)))
    return framed(('{"ok":[' + ",".join([item] * count) + "]}").encode())


# The dear ones seldom.
_MAKERS: tuple[Callable[[random.Random], Wire], ...] = (
    *[_structured] * 60, *[_mutated] * 60, *[_raw_json] * 20, *[_other_encoding] * 20, *[_noise] * 20, *[_cut] * 20,
    *[_lying_length] * 20, *[_nested] * 4, _many,
)  # fmt: skip
