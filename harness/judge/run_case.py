"""Runs one case and says what became of it: pass, fail, error or inconclusive."""

from __future__ import annotations

import functools
import random
import secrets
from collections.abc import Callable, Iterator
from typing import Any

from judge.candidate import Candidate, LoadFailure
from judge.cases import Case, TestModule, parameters
from judge.cgroup import MACHINE
from judge.faults import CandidateError, DeadHost, HarnessFault, LimitSpent, SandboxFault
from judge.fixtures import built_in
from judge.host import Host
from judge.patience import TOLD
from judge.test_api import CurrentCase, is_engine_error

_EVIDENCE_CHARACTERS = 4000
# A candidate that sleeps or spins in every test would otherwise hold a worker for many minutes.
_PATIENCE = 6


class Starved(Exception):
    """The machine gave no processor while the test ran: to be judged again, alone."""


class Arena:
    """The fixtures of one case: made when first asked for, taken down in reverse order."""

    def __init__(
        self, candidate: Candidate, module: TestModule, case: Case, host: Host, seed: str, payload: Any
    ) -> None:
        self.candidate = candidate
        self.module = module
        self.host = host
        self.seed = f"{seed}/{case.name}"
        self.values: dict[str, Any] = {"payload": payload}
        self.closing: list[Callable[[], None]] = []
        self.printed_before = len(host.watched.text)

    def call(self, function: Callable[..., Any]) -> Any:
        return function(**{name: self.value(name) for name in parameters(function)})

    @functools.cached_property
    def rng(self) -> random.Random:
        return random.Random(self.seed)

    def value(self, name: str) -> Any:
        if name not in self.values:
            maker = self.module.fixtures.get(name)
            self.values[name] = built_in.make(name, self) if maker is None else self._own(maker)
        return self.values[name]

    def _own(self, maker: Callable[..., Any]) -> Any:
        made = self.call(maker)
        if not isinstance(made, Iterator):
            return made
        value = next(made)
        self.closing.append(lambda: next(made, None))
        return value

    def close(self) -> None:
        while self.closing:
            try:
                self.closing.pop()()
            except Exception:  # noqa: BLE001, S110
                pass  # a test's clean-up after a candidate's mischief is not evidence


def unfinished(case: Case) -> dict[str, Any]:
    """The result of a case that runs: what is told when the judge has to give it up."""
    result: dict[str, Any] = {"name": case.name, "kind": case.test.kind, "outcome": "error"}
    result["evidence"] = {"message": TOLD}
    if case.test.kind == "security":
        result["basis"] = "policy" if case.test.marks.get("policy") else "universal"
    if case.test.marks.get("reveal"):
        result["reveal"] = True
    return result


def run_case(candidate: Candidate, module: TestModule, case: Case, seed: str) -> dict[str, Any]:
    cpu_before = candidate.counted_cpu()
    result = unfinished(case)
    if candidate.limits_spent >= _PATIENCE and not case.test.marks.get("exhaustion"):
        told = "not run: the candidate has spent its limits too often"
        outcome, message, refused = "error", told, False
    else:
        try:
            outcome, message, refused = _attempt(candidate, module, case, seed)
        except LimitSpent as freed:  # the exception came while the case was being put away
            candidate.patience.end()
            outcome, message, refused = "error", str(freed), False
    result["outcome"] = outcome
    del result["evidence"]
    if message is not None:
        result["evidence"] = {"message": message[:_EVIDENCE_CHARACTERS]}
        if case.payload is not None:
            result["evidence"]["payload"] = _text(case.payload.value)
    if refused:
        result["refused"] = True
    if candidate.peaks is not None:
        result["peaks"] = candidate.peaks.take()
    result["cpuSeconds"] = round(max(0.0, candidate.cpu_seconds() - cpu_before), 6)
    return result


def _attempt(candidate: Candidate, module: TestModule, case: Case, seed: str) -> tuple[str, str | None, bool]:
    payload = case.payload.value if case.payload is not None else None
    outcome, message, refusal = _once(candidate, module, case, seed, payload)
    if refusal is None or outcome != "pass":
        return outcome, message, False
    if is_engine_error(refusal) and case.payload is not None and case.payload.twin is not None:
        twin_outcome, told, twin_refusal = _once(candidate, module, case, seed, case.payload.twin)
        if twin_outcome in ("error", "inconclusive"):
            return twin_outcome, f"with the payload's harmless twin: {told}", False
        if twin_refusal is None or not is_engine_error(twin_refusal):
            told = f"the payload reached an interpreter as code: {refusal}; its harmless twin does not cause this"
            return "fail", told, False
    return outcome, str(refusal), True


def _once(
    candidate: Candidate, module: TestModule, case: Case, seed: str, payload: Any
) -> tuple[str, str | None, CandidateError | None]:
    CurrentCase.refusal = None
    arena: Arena | None = None
    try:
        host = candidate.begin_case(case.test.notify)
        arena = Arena(candidate, module, case, host, seed, payload)
        arena.call(case.test.function)
        refusal = CurrentCase.refusal
        _answers_still(arena, module, refusal is not None)
        arena.host.session.require_unspent()
        return "pass", None, refusal
    except AssertionError as error:
        _notice_kills(candidate)
        excuse_machine(candidate)
        if not candidate.request["alone"]:
            _excuse_starved(candidate, str(error))
        return "fail", str(error) or "an assertion did not hold", CurrentCase.refusal
    except SandboxFault:
        raise
    except HarnessFault as fault:
        return "inconclusive", str(fault), None
    except LimitSpent as spent:
        return _limit_spent(candidate, case, str(spent))
    except LoadFailure as failure:
        return "error", f"it did not load again: {failure.reason}: {failure.detail}", None
    except CandidateError as error:
        _notice_kills(candidate)
        spent_by_host = next((host.watched.spent for host in candidate.hosts if host.watched.spent), None)
        if spent_by_host is not None:
            return _limit_spent(candidate, case, f"{spent_by_host[0]} limit spent: {spent_by_host[1]}")
        _excuse_starved(candidate, str(error))  # its own patience with a server or a child may have ended
        at = f" (line {error.line})" if error.line else ""
        return "error", f"{error}{at}", None
    except DeadHost as dead:
        return "error", str(dead), None
    except Exception as error:  # noqa: BLE001 - a test that trips over what the candidate returned
        candidate.suspect = candidate.suspect or isinstance(error, MemoryError)
        _notice_kills(candidate)
        excuse_machine(candidate)
        if not candidate.request["alone"]:
            _excuse_starved(candidate, str(error))
        return "error", f"{type(error).__name__}: {error}", None
    finally:
        if arena is not None:
            arena.close()  # may still ask the candidate, so its clocks run on
        for host in candidate.hosts:
            candidate.hold(host)
        candidate.patience.end()


def _limit_spent(candidate: Candidate, case: Case, told: str) -> tuple[str, str, None]:
    excuse_machine(candidate)
    if told.startswith("wall"):
        _excuse_starved(candidate, told)
    if case.test.marks.get("exhaustion"):
        return "fail", told, None
    # The backstop is long: a candidate that sleeps has had its chance after two.
    candidate.limits_spent += _PATIENCE // 2 if told.startswith("wall") else 1
    return "error", told, None


def _notice_kills(candidate: Candidate) -> None:
    for host in candidate.hosts:
        host.watched.notice_kills()


def excuse_machine(candidate: Candidate) -> None:
    """The kernel took its memory, of which it held no more than it may."""
    for host in candidate.hosts:
        if host.watched.spent is not None and host.watched.spent[0] == MACHINE:
            raise SandboxFault("out-of-memory", host.watched.spent[1])


def _excuse_starved(candidate: Candidate, told: str) -> None:
    """What came of a test in which the machine gave no processor is nobody's word on the candidate."""
    if candidate.starved:
        raise Starved(told)


def _answers_still(arena: Arena, module: TestModule, refused: bool) -> None:
    """The host answers after what it was asked; after a refusal so does the ordinary call that the tests name."""
    word = secrets.token_hex(8)  # not of the seed: whoever knows the tests could answer before it dies
    if arena.host.session.ask("ping", word=word) != word:
        raise DeadHost("after the test it no longer answers")
    if module.still_works is None or not refused:
        return
    try:
        arena.call(module.still_works)
    except AssertionError as error:
        raise DeadHost(f"after the refusal an ordinary call goes wrong: {error}") from None


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text[:2000]
