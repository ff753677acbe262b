"""`main.py FILE…` prints the mutants of each file: `{file: [{operator, line, at, was, now}]}`, in a fixed order.

`at` counts as JavaScript counts: in units of UTF-16.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutation import calls, conditions, literals, statements  # noqa: E402
from mutation.edits import Edit, Source  # noqa: E402

_OPERATORS = (conditions.mutate, calls.mutate, statements.mutate, literals.mutate)


def mutants(text: str) -> Iterator[dict[str, Any]]:
    source = Source(text)
    edits = {edit for mutate in _OPERATORS for edit in mutate(source)}
    seen = {text}
    for edit in sorted(edits, key=lambda one: (one.start, one.end, one.operator, one.now)):
        mutated = text[: edit.start] + edit.now + text[edit.end :]
        if mutated in seen:
            continue
        seen.add(mutated)
        try:
            ast.parse(mutated)
        except SyntaxError:
            continue  # an edit that makes no program shows nothing
        yield _told(text, edit)


def _told(text: str, edit: Edit) -> dict[str, Any]:
    return {
        "operator": edit.operator,
        "line": text.count("\n", 0, edit.start) + 1,
        "at": len(text[: edit.start].encode("utf-16-le")) // 2,
        "was": text[edit.start : edit.end],
        "now": edit.now,
    }


def main(paths: list[str]) -> None:
    print(json.dumps({path: list(mutants(Path(path).read_text(encoding="utf-8"))) for path in paths}))


if __name__ == "__main__":
    main(sys.argv[1:])
