import re

from jinja2 import Environment, StrictUndefined, TemplateError

ENVIRONMENT = Environment(undefined=StrictUndefined)
FUNCTIONS = {
    "min": min,
    "max": max,
    "abs": abs,
    "round": round,
    "avg": lambda *values: sum(values) / len(values),
}
BRACES = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|[{}])")


def _expression(text):
    try:
        return ENVIRONMENT.compile_expression(text.strip(), undefined_to_none=False)
    except TemplateError as error:
        raise ValueError(f"cannot be understood: {text!r}") from error


def _fields(message):
    for piece in BRACES.split(message):
        if piece in ("{", "}"):
            raise ValueError("a brace without its partner")
        if piece.startswith("{") and piece != "{{":
            text, form = re.fullmatch(r"\{(.*?)(?::(\.\d+f))?\}", piece, re.DOTALL).groups()
            yield _expression(text), form or ""
        else:
            yield piece[:1] if piece in ("{{", "}}") else piece


def _tree(readings):
    tree = dict(FUNCTIONS)
    for name, value in readings.items():
        inner = tree
        *groups, last = name.split(".")
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[last] = value
    return tree


class Alert:
    def __init__(self, condition, message):
        self.condition = _expression(condition)
        self.fields = list(_fields(message))

    def check(self, readings):
        names = _tree(readings)
        try:
            if not self.condition(names):
                return None
            return "".join(one if isinstance(one, str) else format(one[0](names), one[1]) for one in self.fields)
        except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError):
            return None
