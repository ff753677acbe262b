"""The tests of another data set, run where their authors ran them: in one namespace with the candidate.

What comes of it is the word of a process in which the candidate runs. It may say anything, and the judge says so.
"""

from __future__ import annotations

import sys
import traceback
import types
from typing import Any

from hosts.python.errors import MODULE_FILE, describe

_TEST_FILE = "test.py"
_SHOWN = 400


class Program:
    """One namespace: the prelude runs in it, then the candidate, then the test."""

    def __init__(self, message: dict[str, Any]) -> None:
        # Without a file, as in the authors' notebook: what looks for its own folder finds the working folder.
        self.module = types.ModuleType(message["module_name"])
        sys.modules[message["module_name"]] = self.module
        self.test: str = message["test"]
        self.form: str = message["form"]
        self.entry_point: str = message["entry_points"][0]
        self.test_is_loaded = False

    def load(self, message: dict[str, Any]) -> dict[str, Any]:
        namespace = self.module.__dict__
        try:
            program = compile(message["code"], MODULE_FILE, "exec")
        except (SyntaxError, ValueError) as error:
            return _not_loaded("syntax-error", f"{type(error).__name__}: {error}")
        try:
            exec(compile(message["prelude"], "prelude.py", "exec"), namespace)
            exec(program, namespace)
        except MemoryError:
            raise  # the judge tells a spent limit by it
        except ModuleNotFoundError as error:
            return _not_loaded("missing-library", str(error.name))
        except BaseException as error:  # noqa: BLE001
            return _not_loaded("load-error", _tell(error))
        missing = [name for name in message["entry_points"] if name not in namespace]
        return _not_loaded("missing-entry-point", ", ".join(missing)) if missing else {"loaded": True}

    def run(self, message: dict[str, Any]) -> dict[str, Any]:
        """One test's outcome, with the word by which the judge knows that the test came to its end."""
        try:
            if not self.test_is_loaded:
                exec(compile(self.test, _TEST_FILE, "exec"), self.module.__dict__)
                self.test_is_loaded = True
            is_case = self.form == "cases"
            failure = self._case(message["name"], message["index"]) if is_case else self._check(message["name"])
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - SystemExit is no pass
            outcome = "fail" if isinstance(error, AssertionError) else "error"
            return {"word": message["word"], "outcome": outcome, "message": _tell(error) + self._place(error)}
        outcome = "pass" if failure is None else "fail"
        return {"word": message["word"], "outcome": outcome, "message": failure or ""}

    def _check(self, name: str) -> None:
        namespace = self.module.__dict__
        namespace[name](namespace[self.entry_point])

    def _case(self, kind: str, index: int) -> str | None:
        """As SecCodePLT compares: an exception by its class, anything else by its text."""
        namespace = self.module.__dict__
        case = namespace["testcases"][kind][index]
        arguments, expected = case[0], case[1]
        if isinstance(expected, type) and issubclass(expected, Exception):
            try:
                result = namespace[self.entry_point](**arguments)
            except expected:
                return None
            return f"expected {expected.__name__}, and it returned {_text(result)}"
        result = namespace[self.entry_point](**arguments)
        return None if str(result) == str(expected) else f"expected {_text(expected)}, got {_text(result)}"

    def _place(self, error: BaseException) -> str:
        """The last line of the test that the exception passed through."""
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _TEST_FILE]
        source = self.test.splitlines()
        if not lines or lines[-1] is None or lines[-1] > len(source):
            return ""
        return f"\n  line {lines[-1]} of the test: {source[lines[-1] - 1].strip()[:_SHOWN]}"


def _not_loaded(reason: str, detail: str) -> dict[str, Any]:
    return {"loaded": False, "reason": reason, "detail": detail}


def _tell(error: BaseException) -> str:
    described = describe(error)
    return f"{described['types'][0]}: {described['message']}".removesuffix(": ")


def _text(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
