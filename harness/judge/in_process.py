"""The in-process oracle, from the judge's side (docs/guide/import.md): foreign tests that share the candidate's process.

Sandbox, limits, starvation and faults are those of every other candidate. What a test comes to is the host's own word,
which the candidate could forge; it is only made sure that the host says it after the test, and not by ending.
"""

from __future__ import annotations

import ast
import base64
import importlib.util
import os
import secrets
from collections.abc import Callable, Iterator
from typing import Any

from judge.candidate import Candidate, Machinery
from judge.cases import Task, Test, TestModule
from judge.faults import CandidateError, DeadHost, HarnessFault
from judge.host import Host
from judge.proxy import Solution
from places import WORK

_KINDS = {"capability": "functional", "safety": "security"}
_OUTCOMES = ("pass", "fail", "error")
_MOST_CASES = 1000


def compile_task(request: dict[str, Any]) -> Task:
    """Raises HarnessFault for what no candidate could pass: a test that is not Python, or needs what is not installed."""
    spec = request["in_process"]
    trees = {}
    for name in ("prelude", "test"):
        try:
            trees[name] = ast.parse(spec[name], f"{name}.py")
        except (SyntaxError, ValueError, RecursionError) as error:
            raise HarnessFault("task-broken", f"{request['task']}: {name}.py: {error}") from error
    missing = sorted({name for tree in trees.values() for name in _imported(tree) if not _is_installed(name)})
    if missing:
        raise HarnessFault("task-broken", f"{request['task']}: its test needs {', '.join(missing)}: not installed")
    if spec["form"] == "check":
        kind = "joint" if spec["scope"] == "joint" else "functional"
        checks = [("check", kind), *([("check_security", "security")] if spec["scope"] == "full" else [])]
        marks = {"exhaustion": spec["exhaustion"]}
        return Task([TestModule([Test(name, kind, _ask(name, 0), marks, notify=False)], {}, None) for name, kind in checks])
    counts = _count_cases(trees["test"], request["task"])
    return Task([TestModule(_cases(name, counts[name], spec["exhaustion"]), {}, None) for name in _KINDS])


def _cases(name: str, count: int, exhaustion: bool) -> list[Test]:
    kind = _KINDS[name]
    # The rules that its safety cases check are told apart from the problem, as a policy.
    marks = {"policy": True, "exhaustion": exhaustion} if kind == "security" else {}
    return [Test(f"{name}-{index + 1}", kind, _ask(name, index), marks, notify=False) for index in range(count)]


def _ask(name: str, index: int) -> Callable[[Solution], None]:
    def run(solution: Solution) -> None:
        word = secrets.token_hex(8)
        told = solution._session.ask("run_in_process", name=name, index=index, word=word)
        if not isinstance(told, dict) or told.get("word") != word or told.get("outcome") not in _OUTCOMES:
            raise DeadHost("its process did not say what became of the test")
        message = told.get("message")
        message = message if isinstance(message, str) else ""
        if told["outcome"] == "fail":
            raise AssertionError(message)
        if told["outcome"] == "error":
            raise CandidateError(*_parts(message))

    return run


def _parts(message: str) -> tuple[list[str], str]:
    kind, colon, rest = message.partition(": ")
    return ([kind], rest) if colon and kind.isidentifier() else (["Exception"], message)


class InProcessCandidate(Candidate):
    """A process of it holds prelude, candidate and test, in a folder with the task's files laid fresh."""

    def __init__(self, machinery: Machinery, request: dict[str, Any]) -> None:
        super().__init__(machinery, request)
        self.folders = 0

    def start_host(self, notify: bool = False, env: dict[str, str] | None = None, clock: float | None = None) -> Host:
        self.folders += 1
        self.cwd = f"{WORK}/{self.folders}"
        os.mkdir(self.cwd)
        for path, content in self.request["in_process"]["files"].items():
            os.makedirs(os.path.dirname(f"{self.cwd}/{path}"), exist_ok=True)
            with open(f"{self.cwd}/{path}", "wb") as file:
                file.write(base64.b64decode(content))
        return super().start_host(notify, env, clock)

    def load_message(self, env: dict[str, str], clock: float | None) -> dict[str, Any]:
        spec = self.request["in_process"]
        names = ("prelude", "test", "form", "module_name")
        return {**super().load_message(env, clock), **{name: spec[name] for name in names}, "op": "load_in_process"}

    def begin_case(self, notify: bool) -> Host:
        """The process and folder of the case before, as their authors ran them; new ones where that has ended."""
        host = next((one for one in self.hosts if not one.dead), None)
        for other in [one for one in self.hosts if one is not host]:
            self.end_host(other)
            self.hosts.remove(other)
        host = host or self.start_host()
        self.allow(host)
        host.session.begin_case(None)
        return host


def _count_cases(tree: ast.Module, task: str) -> dict[str, int]:
    """From the text, so that no candidate decides how many there are."""
    for node in reversed(tree.body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            if any(isinstance(target, ast.Name) and target.id == "testcases" for target in node.targets):
                keys = [key.value if isinstance(key, ast.Constant) else None for key in node.value.keys]
                lists = dict(zip(keys, node.value.values, strict=True))
                return {name: _count(lists.get(name), task, name) for name in _KINDS}
    raise HarnessFault("task-broken", f"{task}: test.py does not define testcases as a dict")


def _count(listed: ast.expr | None, task: str, name: str) -> int:
    if not isinstance(listed, (ast.List, ast.Tuple)) or any(isinstance(one, ast.Starred) for one in listed.elts):
        raise HarnessFault("task-broken", f"{task}: testcases['{name}'] is no list of cases")
    if len(listed.elts) > _MOST_CASES:
        raise HarnessFault("task-broken", f"{task}: testcases['{name}'] has more than {_MOST_CASES} cases")
    return len(listed.elts)


def _imported(tree: ast.Module) -> Iterator[str]:
    """Names of modules that it cannot do without; what it tries to import, it can."""
    queue: list[ast.AST] = [tree]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif not isinstance(node, ast.Try):
            queue.extend(ast.iter_child_nodes(node))


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
