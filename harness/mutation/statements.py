"""Operators on statements: a check that is not called, a setting that is not made, a decorator or lock that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutation.edits import Edit, Source, name_of

# Calls for an effect that nobody's safety hangs on.
_HOUSEKEEPING = frozenset(
    "close flush fsync debug info warning error exception print append extend write writerow commit insert start join "
    "shutdown __init__ setFormatter addHandler add sort seek register".split()
)
_PLAIN_DECORATORS = frozenset(
    "get post put patch delete route head options staticmethod classmethod property contextmanager dataclass cache lru_cache "
    "errorhandler setter wraps cached_property total_ordering override".split()
)
_LOCK = re.compile(r"lock|mutex|semaphore|transaction|begin", re.IGNORECASE)


def mutate(source: Source) -> Iterator[Edit]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if name_of(node.value) not in _HOUSEKEEPING:
                yield source.replace("drop-statement", node, "pass")
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Subscript, ast.Attribute)):
            target = node.targets[0]
            if not isinstance(target.value, ast.Name) or target.value.id != "self":
                yield source.replace("drop-setting", node, "pass")
            if isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
                yield source.replace("flip-flag", node.value, str(not node.value.value))
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for decorator in node.decorator_list:
                if name_of(decorator) not in _PLAIN_DECORATORS:
                    at = source.text.rindex("@", 0, source.start(decorator))
                    yield Edit("drop-decorator", at, source.end(decorator), "")
        elif isinstance(node, ast.With):
            for item in node.items:
                if item.optional_vars is None and _LOCK.search(source.of(item.context_expr)):
                    yield source.replace("drop-lock", item.context_expr, '__import__("contextlib").nullcontext()')
        elif isinstance(node, ast.Try):
            yield from _swallow(source, node)


def _swallow(source: Source, node: ast.Try) -> Iterator[Edit]:
    """An error that a check reports is passed over. Where the body binds names the rest would trip over them."""
    binds = any(isinstance(inner, (ast.Assign, ast.Return, ast.With, ast.NamedExpr)) for statement in node.body for inner in ast.walk(statement))
    for handler in node.handlers:
        only = handler.body[0] if len(handler.body) == 1 else None
        if isinstance(only, ast.Return) and isinstance(only.value, ast.Constant) and only.value.value is False:
            yield source.replace("swallow", only, "return True")
        elif not binds and isinstance(only, (ast.Raise, ast.Return)):
            yield source.replace("swallow", only, "pass")
