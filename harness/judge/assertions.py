"""Rewrites `assert` so that a failing one tells the values on both sides: the evidence of a verdict."""

from __future__ import annotations

import ast
import reprlib
from typing import Any

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 400
_repr.maxlist = _repr.maxdict = _repr.maxtuple = _repr.maxset = 20
_repr.maxlevel = 5
_OPERATORS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def compile_tests(source: str, filename: str) -> Any:
    """A code object whose comparisons in `assert` keep their operands."""
    tree = ast.parse(source, filename)
    tree = ast.fix_missing_locations(_Rewriter(source).visit(tree))
    return compile(tree, filename, "exec")


def explain(text: str, left: Any, operator: str, right: Any) -> str:
    return f"not true: {text}\n  left of {operator}: {_shown(left)}\n  right of {operator}: {_shown(right)}"


def _shown(value: Any) -> str:
    try:
        return _repr.repr(value)
    except Exception as error:  # noqa: BLE001 - a number of too many digits: the assertion failed all the same
        return f"({type(value).__name__} that cannot be shown: {error})"


class _Rewriter(ast.NodeTransformer):
    def __init__(self, source: str) -> None:
        self.source = source

    def visit_Assert(self, node: ast.Assert) -> Any:
        text = ast.get_source_segment(self.source, node.test) or "assertion"
        test = node.test
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and node.msg is None):
            if node.msg is None:
                node.msg = ast.Constant(f"not true: {text}")
            return ast.copy_location(node, node)
        left, right = ast.Name("_left", ast.Load()), ast.Name("_right", ast.Load())
        operator = _OPERATORS[type(test.ops[0])]
        replacement = [
            ast.Assign([ast.Name("_left", ast.Store())], test.left),
            ast.Assign([ast.Name("_right", ast.Store())], test.comparators[0]),
            ast.Assert(
                ast.Compare(left, test.ops, [right]),
                ast.Call(
                    ast.Name("_explain", ast.Load()),
                    [ast.Constant(text), left, ast.Constant(operator), right],
                    [],
                ),
            ),
        ]
        return [ast.copy_location(statement, node) for statement in replacement]
