import re
from pathlib import Path

MARKER = "# ---- own code ----"
NAME = re.compile("[a-z][a-z0-9_]*")


def require_integer(value):
    if type(value) is not int:
        raise ValueError(f"{value!r} is not an integer")
    return value


def one_line(text):
    return "".join(character if character.isprintable() else " " for character in text)


def test_and_message(question):
    kind, label = question["kind"], question["label"]
    if kind == "number":
        low, high = require_integer(question["minimum"]), require_integer(question["maximum"])
        test = f"isinstance(value, (int, float)) and not isinstance(value, bool) and {low!r} <= value <= {high!r}"
        return test, f"{label}: a number from {low} to {high}"
    if kind == "choice":
        choices = [str(choice) for choice in question["choices"]]
        return f"value in {choices!r}", f"{label}: one of {', '.join(choices)}"
    if kind == "text":
        high = require_integer(question["maximum"])
        return f"isinstance(value, str) and len(value) <= {high!r}", f"{label}: at most {high} characters"
    raise ValueError(f"unknown kind {kind!r}")


def function(question):
    name = question["name"]
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name")
    test, message = test_and_message(question)
    return [
        "",
        "",
        f"def check_{name}(value):",
        f"    {str(question['label'])!r}",
        f"    if {test}:",
        "        return None",
        f"    return {message!r}",
    ]


def docstring(text):
    """In three quotes, so that the teams can read it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
    return f'"""{escaped}"""'


def own_code(path):
    try:
        text = Path(path).read_bytes().decode()
    except FileNotFoundError:
        return ""
    _, _, own = text.partition(f"\n{MARKER}\n")
    return own


def build(form, path):
    lines = [
        "# -*- coding: utf-8 -*-",
        f"# Title: {one_line(form['title'])}",
        f"# Author: {one_line(form['author'])}",
        docstring(form["about"]),
        "",
        f"TITLE = {str(form['title'])!r}",
        f"VERSION = {require_integer(form['version'])!r}",
    ]
    for question in form["questions"]:
        lines += function(question)
    names = [question["name"] for question in form["questions"]]
    checks = ", ".join(f"({name!r}, check_{name})" for name in names)
    lines += [
        "",
        "",
        "def check(answers):",
        f"    checks = [{checks}]",
        "    messages = [function(answers.get(name)) for name, function in checks]",
        "    return [message for message in messages if message is not None]",
        "",
        "",
        MARKER,
        "",
    ]
    Path(path).write_bytes(("\n".join(lines) + own_code(path)).encode())
