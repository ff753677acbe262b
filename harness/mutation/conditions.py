"""Operators on conditions: a guard that never acts, a condition that always holds, a check that asks for less."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mutation.edits import Edit, Source, name_of

_STOPPING_CALLS = frozenset({"abort", "fail", "refuse", "reject", "exit"})
_LEAST_ERROR_STATUS = 400


def mutate(source: Source) -> Iterator[Edit]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.If) and _leaves(node.body[-1]):
            yield from _guard(source, node, node.body[-1])
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield source.replace("drop-filter", test, "True")
        elif isinstance(node, ast.Return) and node.value is not None and _is_condition(node.value):
            yield source.replace("force-answer", node.value, "True")
            yield source.replace("force-answer", node.value, "False")
            yield from _weaken(source, node.value, refuses=False)
        elif isinstance(node, ast.Assert):
            yield source.replace("drop-guard", node, "pass")


def _guard(source: Source, node: ast.If, last: ast.stmt) -> Iterator[Edit]:
    """A block that leaves with an answer says whom to serve; any other says whom to refuse."""
    if isinstance(last, ast.Return) and not _refuses(last):
        yield source.replace("force-answer", node.test, "True")
        yield from _weaken(source, node.test, refuses=False)
    else:
        yield source.replace("drop-guard", node.test, _never(source, node.test))
        yield from _weaken(source, node.test, refuses=True)


def _never(source: Source, test: ast.expr) -> str:
    """A name that the condition binds is used after it."""
    binds = any(isinstance(node, ast.NamedExpr) for node in ast.walk(test))
    return f"({source.of(test)}) and False" if binds else "False"


def _leaves(statement: ast.stmt) -> bool:
    if isinstance(statement, (ast.Raise, ast.Return, ast.Continue, ast.Break)):
        return True
    return isinstance(statement, ast.Expr) and name_of(statement.value) in _STOPPING_CALLS


def _refuses(statement: ast.Return) -> bool:
    """It returns nothing, or an error's status: what stands above it says whom to refuse."""
    value = statement.value
    if value is None or (isinstance(value, ast.Constant) and not value.value):
        return True
    if isinstance(value, (ast.List, ast.Tuple, ast.Dict)) and not ast.unparse(value).strip("([{}])"):
        return True
    return any(
        isinstance(node, ast.Constant) and type(node.value) is int and node.value >= _LEAST_ERROR_STATUS
        for node in ast.walk(value)
    )


def _is_condition(value: ast.expr) -> bool:
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.Not)
    if isinstance(value, ast.Call):
        return name_of(value) in ("compare_digest", "bool", "all", "any")
    return isinstance(value, (ast.Compare, ast.BoolOp))


def _operand(source: Source, value: ast.expr) -> str:
    """A node's text lacks the brackets around it."""
    return f"({source.of(value)})" if isinstance(value, (ast.BoolOp, ast.IfExp, ast.NamedExpr)) else source.of(value)


def _weaken(source: Source, test: ast.expr, *, refuses: bool) -> Iterator[Edit]:
    """Drops parts so that less is refused: a reason of a refusal, or a condition of what is allowed."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _weaken(source, test.operand, refuses=not refuses)
    elif isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.Or) == refuses:
            for index in range(len(test.values)):
                rest = [_operand(source, value) for value in test.values]
                word = " or " if refuses else " and "
                if not any(isinstance(node, ast.NamedExpr) for node in ast.walk(test.values[index])):
                    yield source.replace("drop-operand", test, f"({word.join(rest[:index] + rest[index + 1 :])})")
        for value in test.values:
            yield from _weaken(source, value, refuses=refuses)
    elif isinstance(test, ast.Compare) and len(test.ops) > 1 and not refuses:
        middle = source.start(test.comparators[0]), source.end(test.comparators[0])
        yield Edit("drop-operand", source.start(test), middle[0], "")
        yield Edit("drop-operand", middle[1], source.end(test), "")
    elif isinstance(test, ast.Call) and name_of(test) in ("any", "all") and test.args:
        argument = test.args[0]
        if isinstance(argument, ast.GeneratorExp):
            yield from _weaken(source, argument.elt, refuses=refuses)
