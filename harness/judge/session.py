"""The judge's end of a conversation with a host: one call at a time, every reply hostile."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import wire
from judge.faults import CandidateError, DeadHost, LimitSpent, UncrossableValue
from judge.watchdog import Watched

# What one test may receive: the judge holds it all at once, many times larger than it was on the wire.
_MAX_BYTES = 64 * 1024 * 1024
_MAX_VALUES = 2_000_000


class Session:
    def __init__(self, connection: socket.socket, watched: Watched, entry_points: frozenset[str]) -> None:
        self.connection = connection
        self.watched = watched
        self.entry_points = entry_points
        self.broken: str | None = None
        self._given = 0
        self.begin_case(None)

    def require_unspent(self) -> None:
        """Raises LimitSpent when the host was ended for a limit, and what came from it may be cut short."""
        self.watched.notice_kills()
        if self.watched.spent is not None:
            raise LimitSpent(*self.watched.spent)

    def begin_case(self, cwd: str | None) -> None:
        """The host goes to the folder before it does what it is asked next: a message of its own would double them."""
        self._cwd = cwd
        # A callback of an earlier test that the candidate has kept is none of this one's.
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._failed: AssertionError | None = None
        self._bytes_left, self._values_left = _MAX_BYTES, _MAX_VALUES

    def ask(self, operation: str, **fields: Any) -> Any:
        """The decoded result.

        Raises CandidateError, UncrossableValue, DeadHost, LimitSpent, or the assertion of a callback: over a reply
        never anything else.
        """
        if self.broken is not None:
            raise self._dead(self.broken)
        message = {"op": operation, **fields}
        if self._cwd is not None:
            message["cwd"] = self._cwd
        try:
            wire.send_frame(self.connection, message)
            self._cwd = None
            reply = self._reply()
            if self._failed is not None:
                raise self._failed
            if isinstance(reply, dict) and "ok" in reply:
                return wire.decode(reply["ok"], self._handle)
            if isinstance(reply, dict) and isinstance(reply.get("uncrossable"), str):
                raise UncrossableValue(reply["uncrossable"][:2000])
            raised = _raised(reply["error"])
        except wire.ConnectionClosed as closed:
            self.broken = str(closed)
            raise self._dead(self.broken) from None
        except (wire.WireError, KeyError, TypeError, AttributeError, ValueError, RecursionError, MemoryError) as noise:
            self.broken = f"it broke the protocol: {noise}"
            self.watched.kill()
            raise self._dead(self.broken) from None
        if "MemoryError" in raised.type_names:
            raise LimitSpent("memory", raised.message or "an allocation failed")
        raise raised

    def _reply(self) -> Any:
        while True:
            body = wire.read_body(self.connection)
            self._count(body)
            reply = wire.parse(body)
            if not (isinstance(reply, dict) and "callback" in reply):
                return reply
            callback = self._callbacks.get(reply["callback"])
            if callback is None:
                raise wire.WireError("a callback that was never given")
            arguments = wire.decode(reply["args"], self._handle)
            try:
                answer: dict[str, Any] = {"ok": self.encode(callback(*arguments))}
            except AssertionError as error:
                self._failed = error
                answer = {"error": str(error)[:500]}
            except (TypeError, ValueError, LookupError) as error:
                answer = {"error": str(error)[:500]}
            wire.send_frame(self.connection, answer)

    def _count(self, body: bytes) -> None:
        self._bytes_left -= len(body)
        self._values_left -= body.count(b",")  # before it is parsed: a byte or two may stand for a whole object
        if self._bytes_left < 0 or self._values_left < 0:
            raise wire.WireError("it sent more than a test may receive")

    def _dead(self, detail: str) -> DeadHost:
        self.watched.notice_kills()
        if self.watched.spent is not None:
            return LimitSpent(*self.watched.spent)
        return DeadHost(f"the candidate's process ended ({detail})")

    def encode(self, value: Any) -> Any:
        return wire.encode(value, self._keep)

    def _keep(self, value: Any) -> dict[str, Any]:
        from judge.proxy import reference_of

        reference = reference_of(value)
        if reference is not None:
            return reference
        if callable(value):
            self._given += 1
            self._callbacks[self._given] = value
            return {"$": "cb", "id": self._given}
        raise TypeError(f"a {type(value).__name__} cannot be handed to a candidate")

    def _handle(self, form: dict[str, Any]) -> Any:
        from judge.proxy import Handle

        if form.get("$") != "h" or type(form.get("id")) is not int:
            raise wire.WireError("a malformed handle")
        names = form.get("types")
        names = [str(name)[:200] for name in names[:40]] if isinstance(names, list) else []
        return Handle(self, form["id"], names)


def _raised(error: Any) -> CandidateError:
    if not isinstance(error, dict):
        raise wire.WireError("a malformed error")
    names, message, line = error.get("types"), error.get("message"), error.get("line")
    if not isinstance(names, list) or not isinstance(message, str) or not all(isinstance(one, str) for one in names):
        raise wire.WireError("a malformed error")
    return CandidateError([name[:200] for name in names[:40]], message[:2000], line if type(line) is int else None)
