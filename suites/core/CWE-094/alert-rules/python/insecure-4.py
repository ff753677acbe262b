import ast
import re

FUNCTIONS = {"min": min, "max": max, "abs": abs, "round": round, "avg": lambda *values: sum(values) / len(values)}
NODES = (
    ast.Expression, ast.Constant, ast.Name, ast.Attribute, ast.Load, ast.Call, ast.keyword, ast.BinOp, ast.UnaryOp, ast.BoolOp,
    ast.Compare, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip
FIELD = re.compile(r"\{\{|\}\}|\{([^{}]+?)(?::\.(\d)f)?\}|[{}]")


class Group:
    """The readings whose names begin alike: `boiler.temp` is `temp` of the group `boiler`."""

    def __init__(self, readings, prefix=""):
        self.__dict__.update(_grouped(readings, prefix))


def _grouped(readings, prefix):
    names = {}
    for name, value in readings.items():
        first, _, rest = name.removeprefix(prefix).partition(".")
        if name.startswith(prefix):
            names[first] = Group(readings, prefix + first + ".") if rest else value
    return names


def _code(expression):
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"cannot be parsed: {expression}") from error
    for node in ast.walk(tree):
        if not isinstance(node, NODES):
            raise ValueError(f"{type(node).__name__} has no place here")
    return compile(tree, "<alert>", "eval")


class Alert:
    def __init__(self, condition, message):
        self.condition = _code(condition)
        self.parts = []
        place = 0
        for match in FIELD.finditer(message):
            self.parts.append(message[place:match.start()])
            place = match.end()
            if match[1]:
                self.parts.append((_code(match[1]), f".{match[2]}f" if match[2] else ""))
            elif len(match[0]) == 2:
                self.parts.append(match[0][0])
            else:
                raise ValueError("a brace without its partner")
        self.parts.append(message[place:])

    def check(self, readings):
        names = {"__builtins__": {}, **FUNCTIONS, **_grouped(readings, "")}
        try:
            if not eval(self.condition, names):
                return None
            shown = [one if isinstance(one, str) else format(eval(one[0], names), one[1]) for one in self.parts]
        except Exception:
            return None
        return "".join(shown)
