"""What tests hold in place of the candidate's module and objects. Equal only to itself; everything else is a call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from judge.faults import CandidateError
from judge.session import Session

_CHUNK = 64


def reference_of(value: Any) -> dict[str, Any] | None:
    if isinstance(value, Handle):
        return {"$": "h", "id": object.__getattribute__(value, "_number")}
    if isinstance(value, EntryPoint):
        owner = object.__getattribute__(value, "_session")
        name = object.__getattribute__(value, "_name")
        return reference_of(owner.ask("get", target={"$": "m"}, path=[name]))
    if isinstance(value, Solution):
        return {"$": "m"}
    return None


class _Remote:
    """Common to all proxies: `_place` says where the host finds the object."""

    _session: Session

    def _place(self) -> dict[str, Any]:
        raise NotImplementedError

    def _ask(self, operation: str, **fields: Any) -> Any:
        return self._session.ask(operation, **self._place(), **fields)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        encode = self._session.encode
        return self._ask("call", args=encode(list(arguments)), kwargs=encode(named))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        place = self._place()
        return self._session.ask("get", target=place["target"], path=[*place.get("path", ()), name])


class Handle(_Remote):
    """An object that stays in the host."""

    def __init__(self, session: Session, number: int, type_names: list[str]) -> None:
        self._session = session
        self._number = number
        self._type_names = type_names

    def _place(self) -> dict[str, Any]:
        return {"target": {"$": "h", "id": self._number}}

    def __repr__(self) -> str:
        return f"<{self._type_names[0] if self._type_names else 'object'} of the candidate>"

    def __iter__(self) -> Iterator[Any]:
        iterator = self._ask("iter")
        while True:
            items = self._session.ask("next", **iterator._place(), count=_CHUNK)
            if not isinstance(items, list):
                return
            yield from items
            if len(items) < _CHUNK:
                return

    def __getitem__(self, key: Any) -> Any:
        return self._ask("item", key=self._session.encode(key))

    def __len__(self) -> int:
        try:
            length = self._ask("length")
        except CandidateError as error:
            if "TypeError" in error.type_names:  # list() asks for a hint, and takes this for "none"
                raise TypeError(error.message) from None
            raise
        return length if isinstance(length, int) and not isinstance(length, bool) and length >= 0 else 0

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return str(self._ask("text"))

    def __enter__(self) -> Any:
        return self._ask("enter")

    def __exit__(self, *_exception: Any) -> None:
        self._ask("exit")


class EntryPoint(_Remote):
    """A name that the task asks for: calling it is one message."""

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._name = name

    def _place(self) -> dict[str, Any]:
        return {"target": {"$": "m"}, "path": [self._name]}


class Solution(_Remote):
    """The candidate's module."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _place(self) -> dict[str, Any]:
        return {"target": {"$": "m"}}

    def __getattr__(self, name: str) -> Any:
        if name in self._session.entry_points:
            return EntryPoint(self._session, name)
        return super().__getattr__(name)


class PendingCall:
    """A call that runs on a thread of the host."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def result(self) -> Any:
        return self._handle._session.ask("join", **self._handle._place())


def start(function: EntryPoint | Handle, *arguments: Any, **named: Any) -> PendingCall:
    """Begins a call on a thread of the host, so that the judge can act while it runs."""
    encode = function._session.encode
    return PendingCall(function._ask("start", args=encode(list(arguments)), kwargs=encode(named)))
