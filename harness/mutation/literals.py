"""Operators on literals: numbers, modes, flags, patterns, SQL, lists of what is refused or needed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutation.edits import Edit, Source, name_of, without

_LIMITS = re.compile(r"MAX|LIMIT|SIZE|AGE|LIFETIME|TTL|LARGEST|LONGEST|MOST|TOLERANCE|SECONDS|MINUTES|DAYS|DEPTH|BYTES", re.IGNORECASE)
_COSTS = re.compile(r"ITERATION|ROUND|COST|^N$|BITS|ENTROPY|LENGTH|WORK", re.IGNORECASE)
_FLAGS = frozenset({"O_NOFOLLOW", "O_EXCL", "O_DIRECTORY", "ASCII", "A", "RESOLVE_NO_SYMLINKS", "RESOLVE_BENEATH"})
_DENIED = re.compile(r"DENY|DENIED|BLOCK|FORBID|BAD|UNSAFE|RESERVED|NOT_|PRIVATE|SPECIAL|REQUIRED|NEEDED|SIGNED|CONTROL", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?P<lead>\b(?:WHERE|AND|ON)\s+)(?P<what>[^()]+?|EXISTS\s*\(.+?\))(?=\s+(?:AND|OR|ORDER|GROUP|LIMIT|RETURNING|UNION|WHERE|JOIN|LEFT)\b|\s*$|\s*\))",
    re.DOTALL,
)
_BOUND = re.compile(r"\{(\d*),(\d+)\}")


def mutate(source: Source) -> Iterator[Edit]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and not isinstance(source.parents.get(node), ast.JoinedStr):
            if isinstance(node.value, str):
                yield from _text(source, node)
            elif type(node.value) is int:
                yield from _number(source, node)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            if name_of(node.right) in _FLAGS:
                yield source.replace("drop-flag", node, source.of(node.left))
            if name_of(node.left) in _FLAGS:
                yield source.replace("drop-flag", node, source.of(node.right))
        elif isinstance(node, (ast.Set, ast.Tuple, ast.List)) and _is_list_of_the_refused(source, node):
            for index in range(len(node.elts)):
                if len(node.elts) > 1:
                    yield without(source, "shorten-list", node.elts, index)
        elif isinstance(node, ast.List):
            for index, element in enumerate(node.elts):
                if isinstance(element, ast.Constant) and element.value in ("--", "--end-of-options"):
                    yield without(source, "drop-separator", node.elts, index)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            if node.slice.lower is None and isinstance(node.slice.upper, (ast.Constant, ast.Name)):
                yield source.replace("drop-bound", node, source.of(node.value))


def _number(source: Source, node: ast.Constant) -> Iterator[Edit]:
    text = source.of(node)
    parent = source.parents.get(node)
    if re.fullmatch(r"0o[0-7]{3,4}", text):
        if text[-3:] == "077":
            yield source.replace("loosen-mode", node, "0")
        elif text[-2:] in ("00", "40", "50", "20"):
            yield source.replace("loosen-mode", node, f"0o{text[-3] * 3}")
        return
    name = _what_it_is_for(source, node)
    if _COSTS.search(name):
        yield source.replace("weaken-cost", node, str(max(1, node.value // 1000)))
    elif _LIMITS.search(name) or (isinstance(parent, ast.Compare) and node.value >= 16 and not _is_status(node)):
        yield source.replace("raise-limit", node, str(node.value * 1000))


def _is_status(node: ast.Constant) -> bool:
    return 200 <= node.value < 600


def _what_it_is_for(source: Source, node: ast.AST) -> str:
    """The name of the constant or keyword that it gives its value to, through products and calls such as timedelta."""
    parent = source.parents.get(node)
    while isinstance(parent, (ast.BinOp, ast.Call)):
        node, parent = parent, source.parents.get(parent)
    if isinstance(parent, ast.keyword):
        own = parent.arg or ""
        call = source.parents.get(parent)
        return own + " " + (_what_it_is_for(source, call) if name_of(call) == "timedelta" else "")  # type: ignore[arg-type]
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        target = parent.targets[0] if isinstance(parent, ast.Assign) else parent.target
        return name_of(target)
    return ""


def _text(source: Source, node: ast.Constant) -> Iterator[Edit]:
    text = source.of(node)
    if _is_sql(node.value):
        yield from _sql(source, node, text)
    if _is_pattern(source, node):
        yield from _pattern(source, node, text)
    parent = source.parents.get(node)
    if node.value in ("x", "xb", "xt") and isinstance(parent, ast.Call) and name_of(parent) in ("open", "fdopen"):
        yield source.replace("drop-flag", node, repr(node.value.replace("x", "w")))


def _is_sql(value: str) -> bool:
    return re.match(r"\s*(SELECT|UPDATE|DELETE|INSERT|BEGIN|WITH)\b", value) is not None


def _sql(source: Source, node: ast.Constant, text: str) -> Iterator[Edit]:
    start = source.start(node)
    if re.search(r"BEGIN (IMMEDIATE|EXCLUSIVE)", text):
        yield source.replace("drop-lock", node, '"BEGIN"')
    for found in _CONDITION.finditer(text):
        what = found["what"].strip().rstrip("\"'").strip()
        if not what or what.count('"') % 2 or what.count("'") % 2:
            continue
        at = start + found.start("what")
        # The parameter stays, so that the number of them is right.
        yield Edit("drop-sql-condition", at, at + len(what), f"({what} OR 1)")


def _is_pattern(source: Source, node: ast.Constant) -> bool:
    parent = source.parents.get(node)
    return isinstance(parent, ast.Call) and name_of(parent) in (
        *("compile", "match", "fullmatch", "search", "sub", "findall", "split", "finditer"),
    ) and parent.args[:1] == [node]


def _pattern(source: Source, node: ast.Constant, text: str) -> Iterator[Edit]:
    start = source.start(node)
    for anchor in (r"\A", "^", r"\Z", "$"):
        leads = anchor in (r"\A", "^")
        at = re.match(r"""[rbRB]*["']+""", text).end() if leads else text.rindex(text[-1] * (3 if text.endswith(('"""', "'''")) else 1)) - len(anchor)  # type: ignore[union-attr]
        if text[at : at + len(anchor)] == anchor and not (anchor == "$" and text[at - 1 : at] == "\\"):
            yield Edit("loosen-pattern", start + at, start + at + len(anchor), "")
    for found in _BOUND.finditer(text):
        yield Edit("loosen-pattern", start + found.start(), start + found.end(), "{" + (found[1] or "0") + ",}")


def _is_list_of_the_refused(source: Source, node: ast.Set | ast.Tuple | ast.List) -> bool:
    if not all(isinstance(element, ast.Constant) and isinstance(element.value, str) for element in node.elts):
        return False
    parent = source.parents.get(node)
    if isinstance(parent, ast.Call) and name_of(parent) in ("frozenset", "set"):
        parent = source.parents.get(parent)
    if isinstance(parent, ast.Compare):
        test = source.parents.get(parent)
        refuses = isinstance(test, ast.If) and isinstance(test.body[-1], ast.Raise)
        return refuses and any(isinstance(op, ast.In) for op in parent.ops)
    return isinstance(parent, ast.Assign) and _DENIED.search(name_of(parent.targets[0])) is not None
