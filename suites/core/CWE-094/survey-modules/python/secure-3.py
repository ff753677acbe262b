import ast
import re

MARKER = "# ---- own code ----"
CHECK = "def check(answers):\n    return [m for m in [f(answers.get(n)) for n, f in CHECKS] if m is not None]"
TESTS = {
    "number": "type(value) in (int, float) and LOW <= value <= HIGH",
    "choice": "value in CHOICES",
    "text": "type(value) is str and len(value) <= HIGH",
}


class Fill(ast.NodeTransformer):
    def __init__(self, values):
        self.values = values

    def visit_Name(self, node):
        return ast.Constant(self.values[node.id]) if node.id in self.values else node


def filled(source, **values):
    return Fill(values).visit(ast.parse(source))


def number(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a number")
    return value


def checker(question):
    name, label, kind = question["name"], question["label"], question["kind"]
    if re.search(r"\A[a-z][a-z0-9_]*\Z", name) is None or kind not in TESTS:
        raise ValueError(f"not a question: {name!r}, {kind!r}")
    low, high = (number(question.get(key, 0)) for key in ("minimum", "maximum"))
    choices = tuple(question.get("choices", ()))
    message = {
        "number": f"{label}: a number from {low} to {high}",
        "choice": f"{label}: one of {', '.join(choices)}",
        "text": f"{label}: at most {high} characters",
    }[kind]
    source = f"def check_{name}(value):\n    LABEL\n    if {TESTS[kind]}:\n        return None\n    return MESSAGE"
    return filled(source, LABEL=label, LOW=low, HIGH=high, CHOICES=choices, MESSAGE=message)


def literal(value):
    return ast.unparse(ast.Constant(value))


def rendered(tree):
    """Docstrings as literals of one line, since ast.unparse would write them over several."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[0], ast.Expr):
            label = node.body.pop(0).value.value
            node.name, name = "PLACE", node.name
            text = ast.unparse(tree)
            return text.replace("def PLACE(value):", f"def {name}(value):\n    {literal(label)}", 1)
    return ast.unparse(tree)


def build(form, path):
    functions = [rendered(checker(question)) for question in form["questions"]]
    names = ", ".join(f"('{question['name']}', check_{question['name']})" for question in form["questions"])
    own = ""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            own = re.split(f"^{MARKER}\n", file.read(), maxsplit=1, flags=re.MULTILINE)[1]
    except FileNotFoundError:
        pass
    comments = [f"# {kind}: " + re.sub("[^ -~\u00a1-\U0010ffff]|[\u2028\u2029]", " ", form[kind]) for kind in ("title", "author")]
    values = [literal(form["about"]), f"TITLE = {literal(form['title'])}", f"VERSION = {number(form['version'])}"]
    parts = ["#!/usr/bin/env python3\n# coding: utf-8", *comments, *values, *functions, f"CHECKS = [{names}]", CHECK]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\n".join([*parts, MARKER, own]))
