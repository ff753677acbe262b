"""Plays a conversation with a host once, before any host is forked, with words that are of no task.

What it runs is then specialised by the interpreter and lies in memory as it will be used: a host would otherwise copy
the pages on which that happens, each host anew.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
from typing import Any

from hosts.python.host import Host

_TIMES = 24  # the interpreter specialises what runs more often than that
_CODE = """
import json, os, re

class Thing:
    def __init__(self, value):
        self.value = value

def answer(value):
    return [value, str(value), {"value": value}]

def make(value):
    return Thing(value)

def refuse(value):
    raise ValueError(value)

def items():
    yield from range(3)
"""


def play() -> None:
    """Leaves the process as it was, but for what is now warm."""
    environment, path, arguments, folder = dict(os.environ), list(sys.path), list(sys.argv), os.getcwd()
    _converse([_load(), *(_messages() * _TIMES)])
    sys.modules.pop("solution", None)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:], sys.argv[:] = path, arguments
    os.chdir(folder)


def _load() -> dict[str, Any]:
    entry_points = ["answer", "make", "refuse", "items"]
    words = {"code": _CODE, "companion": "", "env": {"PATH": "/usr/bin"}, "cwd": "/", "frozen_clock": None}
    return {"op": "load", **words, "entry_points": entry_points}


def _messages() -> list[dict[str, Any]]:
    def call(name: str, *arguments: Any) -> dict[str, Any]:
        kwargs = {"$": "d", "v": []}
        return {"op": "call", "target": {"$": "m"}, "path": [name], "args": list(arguments), "kwargs": kwargs}

    return [
        {**call("answer", 7), "cwd": "/"},
        call("answer", "seven"),
        call("make", 7),
        call("refuse", "seven"),
        {"op": "ping", "word": "word"},
    ]


def _converse(messages: list[dict[str, Any]]) -> None:
    """One by one, for replies would fill the connection: the host reads one message, then finds the end."""
    host: Host | None = None
    for message in messages:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            body = json.dumps(message).encode()
            ours.sendall(struct.pack(">I", len(body)) + body)
            ours.shutdown(socket.SHUT_WR)
            host = host or Host(theirs, theirs)
            host.data = theirs
            host.run()
