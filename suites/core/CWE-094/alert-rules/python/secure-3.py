import ast
import string

ALLOWED = (
    ast.Expression, ast.Constant, ast.Name, ast.Load, ast.Subscript, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod,
    ast.UnaryOp, ast.USub, ast.Not, ast.Compare, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq, ast.BoolOp, ast.And,
    ast.Or, ast.Call,
)  # fmt: skip


def avg(*values):
    return sum(values) / len(values)


def rounded(value, decimals=None):
    return round(value, decimals if decimals is None else max(-20, min(decimals, 20)))


FUNCTIONS = {"min": min, "max": max, "abs": abs, "round": rounded, "avg": avg}


class Readings(ast.NodeTransformer):
    """Names become `readings["…"]`, and whatever the rules do not list is refused."""

    def full_name(self, node):
        if isinstance(node, ast.Attribute):
            return self.full_name(node.value) + "." + node.attr
        if isinstance(node, ast.Name):
            return node.id
        raise ValueError("only names have dots")

    def look_up(self, node):
        name = self.full_name(node)
        return ast.Subscript(ast.Name("readings", ast.Load()), ast.Constant(name), ast.Load())

    visit_Name = visit_Attribute = look_up

    def visit_Call(self, node):
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise ValueError("there is no such function")
        return ast.Call(node.func, [self.visit(argument) for argument in node.args], [])

    def visit_Constant(self, node):
        if type(node.value) not in (int, float, str):
            raise ValueError("neither a number nor a text")
        return node

    def generic_visit(self, node):
        if not isinstance(node, ALLOWED) or isinstance(node, ast.Subscript):
            raise ValueError(f"{type(node).__name__} is not allowed here")
        return super().generic_visit(node)


def translate(expression):
    try:
        tree = Readings().visit(ast.parse(expression.strip(), mode="eval"))
    except (SyntaxError, RecursionError) as error:
        raise ValueError(f"not an expression: {expression}") from error
    return compile(ast.fix_missing_locations(tree), "alert", "eval")


def calculate(code, readings):
    return eval(code, {"__builtins__": {}, **FUNCTIONS, "readings": readings})


class Alert:
    def __init__(self, condition, message):
        self.condition = translate(condition)
        self.parts = []
        for text, expression, form, conversion in string.Formatter().parse(message):
            self.parts.append(text)
            if expression is None:
                continue
            if conversion or form not in ("", ".0f", ".1f", ".2f", ".3f", ".4f"):
                raise ValueError("only a number of decimals may stand behind the colon")
            self.parts.append((translate(expression), form))

    def check(self, readings):
        readings = dict(readings)
        try:
            if not calculate(self.condition, readings):
                return None
            shown = [one if isinstance(one, str) else format(calculate(one[0], readings), one[1]) for one in self.parts]
            return "".join(shown)
        except (LookupError, TypeError, ValueError, ArithmeticError):
            return None
