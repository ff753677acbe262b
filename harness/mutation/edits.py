"""A mutant is one edit of a source text: at a place, what was there, what is there now."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    operator: str
    start: int
    end: int
    now: str


class Source:
    """A parsed module whose nodes know where they stand in its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.parents = {child: parent for parent in ast.walk(self.tree) for child in ast.iter_child_nodes(parent)}

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._offset(node.end_lineno, node.end_col_offset)

    def of(self, node: ast.expr | ast.stmt) -> str:
        return self.text[self.start(node) : self.end(node)]

    def replace(self, operator: str, node: ast.expr | ast.stmt, now: str) -> Edit:
        return Edit(operator, self.start(node), self.end(node), now)

    def walk(self, *kinds: type) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def _offset(self, line: int, column: int) -> int:
        """`ast` counts columns in bytes of UTF-8."""
        start = self._lines[line - 1]
        text = self.text[start : self._lines[line] - 1]
        return start + (column if text.isascii() else len(text.encode()[:column].decode()))


def name_of(node: ast.expr | None) -> str:
    """The last name of what is called or looked up: `compare_digest` of `hmac.compare_digest`; else empty."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def without(source: Source, operator: str, elements: list[ast.expr], index: int) -> Edit:
    """The edit that takes one element out of a list of them, with its comma."""
    if index + 1 < len(elements):
        return Edit(operator, source.start(elements[index]), source.start(elements[index + 1]), "")
    if index > 0:
        return Edit(operator, source.end(elements[index - 1]), source.end(elements[index]), "")
    return Edit(operator, source.start(elements[0]), source.end(elements[0]), "")
