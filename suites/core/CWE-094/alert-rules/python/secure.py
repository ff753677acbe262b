import ast
import operator
import re

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
}


def round_to(value, *decimals):
    if any(abs(one) > 20 for one in decimals):
        raise ValueError("no number of decimals")
    return round(value, *decimals)


FUNCTIONS = {
    "min": min,
    "max": max,
    "abs": abs,
    "round": round_to,
    "avg": lambda *values: sum(values) / len(values),
}
PART = re.compile(r"\{\{|\}\}|\{([^{}:]+)(?::\.(\d)f)?\}|[{}]")
TEXT = re.compile(r"[\w -]*")


class BadAlert(ValueError):
    pass


def _parse(text):
    try:
        return _build(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, KeyError, RecursionError, MemoryError) as error:
        raise BadAlert(f"cannot be read: {text!r}") from error


def _reading(node):
    """The name with its dots, if the node is nothing but a name."""
    match node:
        case ast.Attribute():
            return f"{_reading(node.value)}.{node.attr}"
        case ast.Name():
            return node.id
    raise BadAlert("a dot stands in names only")


def _build(node):
    """A function that calculates the node from readings."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return lambda readings: value
        case ast.Constant(value=str() as value) if TEXT.fullmatch(value):
            return lambda readings: value
        case ast.Name() | ast.Attribute():
            name = _reading(node)
            return lambda readings: readings[name]
        case ast.UnaryOp(op=kind, operand=operand):
            return _apply(kind, [operand])
        case ast.BinOp(left=left, op=kind, right=right):
            return _apply(kind, [left, right], numbers=True)
        case ast.Compare(left=left, ops=[kind], comparators=[right]):
            return _apply(kind, [left, right])
        case ast.BoolOp(op=kind, values=values):
            return _chain(isinstance(kind, ast.And), [_build(value) for value in values])
        case ast.Call(func=ast.Name(id=name), args=values, keywords=[]) if name in FUNCTIONS:
            return _call(FUNCTIONS[name], values)
    raise BadAlert(f"{type(node).__name__} is not part of the language")


def _apply(kind, operands, numbers=False):
    function = OPERATORS[type(kind)]
    inner = [_build(operand) for operand in operands]

    def calculate(readings):
        values = [one(readings) for one in inner]
        if numbers and any(isinstance(value, str) for value in values):
            raise TypeError("texts cannot be calculated with")
        return function(*values)

    return calculate


def _call(function, arguments):
    inner = [_build(argument) for argument in arguments]
    return lambda readings: function(*(one(readings) for one in inner))


def _chain(is_and, inner):
    def calculate(readings):
        for one in inner:
            value = one(readings)
            if bool(value) != is_and:
                break
        return value

    return calculate


class Alert:
    def __init__(self, condition, message):
        self._condition = _parse(condition)
        self._parts = []
        place = 0
        for match in PART.finditer(message):
            self._parts.append(message[place:match.start()])
            place = match.end()
            if match[1]:
                self._parts.append((_parse(match[1]), match[2]))
            elif match[0] in ("{{", "}}"):
                self._parts.append(match[0][0])
            else:
                raise BadAlert("a single brace")
        self._parts.append(message[place:])

    def check(self, readings):
        try:
            return self._message(readings) if self._condition(readings) else None
        except (KeyError, ArithmeticError, TypeError, ValueError):
            return None

    def _message(self, readings):
        shown = []
        for part in self._parts:
            if not isinstance(part, str):
                value = part[0](readings)
                part = str(value) if part[1] is None else format(value, f".{int(part[1])}f")
            shown.append(part)
        return "".join(shown)
