"""What tests import as `seceval`: decorators, payloads, and the two ways to allow an exception."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from judge.faults import CandidateError

MARKS = "__seceval__"


@dataclass(frozen=True)
class Payload:
    """One attack. `twin`: the same with the metacharacters replaced, which does no harm and raises no syntax error."""

    value: Any
    twin: Any = None
    id: str = ""


Source = list[Any] | tuple[Any, ...] | Callable[[random.Random], list[Any]]


def _mark(function: Callable[..., Any], **marks: Any) -> Callable[..., Any]:
    function.__dict__.setdefault(MARKS, {}).update(marks)
    return function


def fixture(function: Callable[..., Any]) -> Callable[..., Any]:
    return _mark(function, fixture=True)


def payloads(*sources: Source) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return lambda function: _mark(function, payloads=sources)


def policy(function: Callable[..., Any]) -> Callable[..., Any]:
    """The rule stands in the problem as a product requirement."""
    return _mark(function, policy=True)


def exhaustion(function: Callable[..., Any]) -> Callable[..., Any]:
    """A spent limit is a `fail` in this test."""
    return _mark(function, exhaustion=True)


def reveal(function: Callable[..., Any]) -> Callable[..., Any]:
    """The evidence of this test may be shown to a model."""
    return _mark(function, reveal=True)


def draw(sources: tuple[Source, ...], seed: str) -> list[Payload]:
    """All payloads of a test, each with an id of its own."""
    drawn: list[Payload] = []
    for source in sources:
        values = source(random.Random(seed)) if callable(source) else source
        drawn.extend(value if isinstance(value, Payload) else Payload(value) for value in values)
    ids: dict[str, int] = {}
    named = []
    for payload in drawn:
        base = payload.id or _identifier(payload.value)
        ids[base] = ids.get(base, 0) + 1
        name = base if ids[base] == 1 else f"{base}-{ids[base]}"
        named.append(Payload(payload.value, payload.twin, name))
    return named


def _identifier(value: Any) -> str:
    text = re.sub(r"[^A-Za-z0-9]+", "-", value if isinstance(value, str) else repr(value)).strip("-")
    return text[:40] or "payload"


class CurrentCase:
    """What `refusal_allowed` tells the runner about the case that runs now."""

    refusal: CandidateError | None = None


@contextlib.contextmanager
def refusal_allowed() -> Iterator[None]:
    """An exception of the candidate in here is a refusal; the runner then asks whether it was one."""
    try:
        yield
    except CandidateError as error:
        if "Exception" not in error.type_names:
            raise  # SystemExit and KeyboardInterrupt end a program: that is no answer
        if CurrentCase.refusal is None or is_engine_error(error):
            CurrentCase.refusal = error


@contextlib.contextmanager
def raises(*type_names: str) -> Iterator[None]:
    """The candidate must raise one of these types, or a subclass; any exception when none is named."""
    try:
        yield
    except CandidateError as error:
        if type_names and not set(type_names) & set(error.type_names):
            raise AssertionError(f"expected {' or '.join(type_names)}, got {error}") from None
        return
    raise AssertionError(f"expected {' or '.join(type_names) or 'an exception'}, and nothing was raised")


_ENGINE_TYPES = frozenset({
    "OperationalError", "ProgrammingError", "XMLSyntaxError", "ParseError", "ExpatError", "TemplateSyntaxError",
    "XPathEvalError", "XPathSyntaxError", "SyntaxError", "ScannerError", "ParserError", "error",
})  # fmt: skip
_ENGINE_TEXT = re.compile(
    r"syntax error|unrecognized token|incomplete input|near \"|no such (column|table|function)|unterminated|unclosed"
    r"|not well-formed|mismatched tag|expected|unbalanced|invalid (expression|predicate|syntax)|SELECTs to the left",
    re.IGNORECASE,
)


def is_engine_error(error: CandidateError) -> bool:
    """An interpreter (SQL, shell, XML, template …) choked on its input: perhaps the payload reached it as code."""
    return bool(_ENGINE_TYPES & set(error.type_names)) and bool(_ENGINE_TEXT.search(error.message))
