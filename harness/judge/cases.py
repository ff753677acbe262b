"""From the source of a task's tests to cases: one for each test, or for each of its payloads."""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from judge import active_content as active_content_module
from judge import payload_sources, proxy, test_api
from judge.assertions import compile_tests, explain
from judge.faults import CandidateError, HarnessFault
from judge.fixtures.network import Reply, Request

BUILT_IN = frozenset({
    "solution", "fresh_solution", "duplicate", "work", "rng", "network", "programs", "watch", "system_calls", "web",
    "cpu", "output", "source", "payload",
})  # fmt: skip


@dataclass(frozen=True)
class Test:
    name: str
    kind: str
    function: Callable[..., Any]
    marks: dict[str, Any]
    notify: bool


@dataclass(frozen=True)
class Case:
    name: str
    test: Test
    payload: test_api.Payload | None


@dataclass
class TestModule:
    tests: list[Test]
    fixtures: dict[str, Callable[..., Any]]
    still_works: Callable[..., Any] | None


@dataclass
class Task:
    modules: list[TestModule] = field(default_factory=list)


def provide_api() -> None:
    """Makes `from seceval import …` work in tests. No such module exists in a host."""
    module = types.ModuleType("seceval")
    for name in ("Payload", "fixture", "payloads", "policy", "exhaustion", "reveal", "raises", "refusal_allowed"):
        setattr(module, name, getattr(test_api, name))
    for name in ("sql_closings", "path_traversals", "shell_injections", "script_injections"):
        setattr(module, name, getattr(payload_sources, name))
    module.active_content = active_content_module.active_content
    module.CandidateError, module.start, module.Reply, module.Request = CandidateError, proxy.start, Reply, Request
    sys.modules["seceval"] = module


def compile_task(request: dict[str, Any]) -> Task:
    """Raises HarnessFault when the task's own files are broken: that is never the candidate's doing."""
    task = Task()
    try:
        shared = _execute(request["tests"]["fixtures"], "fixtures.py", {})
        for kind, filename in (("functional", "test_function.py"), ("security", "test_security.py")):
            task.modules.append(_module(request["tests"][kind], kind, filename, shared))
    except HarnessFault:
        raise
    except Exception as error:
        raise HarnessFault("task-broken", f"{request['task']}: {type(error).__name__}: {error}") from error
    return task


def _execute(source: str, filename: str, start: dict[str, Any]) -> dict[str, Any]:
    name = filename.removesuffix(".py")
    # A module of that name, so that `from fixtures import …` and dataclasses work; the next task's replaces it.
    module = sys.modules[name] = types.ModuleType(name)
    module.__dict__.update(start, _explain=explain, __file__=filename, __name__=name)
    exec(compile_tests(source, filename), module.__dict__)
    return module.__dict__


def _module(source: str, kind: str, filename: str, shared: dict[str, Any]) -> TestModule:
    public = {name: value for name, value in shared.items() if not name.startswith("__")}
    namespace = _execute(source, filename, public)
    functions = {name: value for name, value in namespace.items() if inspect.isfunction(value)}
    fixtures = {name: one for name, one in functions.items() if getattr(one, test_api.MARKS, {}).get("fixture")}
    tests = []
    for name, function in functions.items():
        if not name.startswith("test_"):
            continue
        names = _needed(function, fixtures, filename)
        marks = getattr(function, test_api.MARKS, {})
        tests.append(Test(name, kind, function, marks, notify="system_calls" in names))
    if not tests:
        raise HarnessFault("task-broken", f"{filename} has no test")
    return TestModule(tests, fixtures, functions.get("still_works"))


@functools.lru_cache(maxsize=4096)
def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's parameters: the fixtures that it asks for."""
    return tuple(inspect.signature(function).parameters)


def _needed(function: Callable[..., Any], fixtures: dict[str, Callable[..., Any]], filename: str) -> set[str]:
    """All fixtures that a test uses, through other fixtures too."""
    needed: set[str] = set()
    queue = list(parameters(function))
    while queue:
        name = queue.pop()
        if name in needed:
            continue
        needed.add(name)
        if name in fixtures:
            queue.extend(parameters(fixtures[name]))
        elif name not in BUILT_IN:
            raise HarnessFault("task-broken", f"{filename}: {function.__name__} asks for an unknown fixture '{name}'")
    return needed


def expand(test: Test, seed: str) -> list[Case]:
    sources = test.marks.get("payloads")
    if sources is None:
        return [Case(test.name, test, None)]
    try:
        drawn = test_api.draw(sources, f"{seed}/{test.name}")
    except Exception as error:
        raise HarnessFault("task-broken", f"the payloads of {test.name}: {type(error).__name__}: {error}") from error
    return [Case(f"{test.name}[{one.id}]", test, one) for one in drawn]
