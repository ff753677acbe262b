import ast
import os

MARKER = "# ---- own code ----"
LETTERS = "abcdefghijklmnopqrstuvwxyz"

CODE = '''

def _message(name, value):
    for question in _QUESTIONS:
        if question["name"] == name:
            break
    kind, label = question["kind"], question["label"]
    if kind == "number":
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and question["minimum"] <= value <= question["maximum"]:
            return None
        return "%s: a number from %d to %d" % (label, question["minimum"], question["maximum"])
    if kind == "choice":
        return None if value in question["choices"] else label + ": one of " + ", ".join(question["choices"])
    if isinstance(value, str) and len(value) <= question["maximum"]:
        return None
    return "%s: at most %d characters" % (label, question["maximum"])


def _make(question):
    def check_one(value):
        return _message(question["name"], value)

    check_one.__name__ = "check_" + question["name"]
    check_one.__doc__ = question["label"]
    return check_one


for _question in _QUESTIONS:
    globals()["check_" + _question["name"]] = _make(_question)


def check(answers):
    messages = [_message(question["name"], answers.get(question["name"])) for question in _QUESTIONS]
    return [message for message in messages if message]

'''
KINDS = {"number": ("minimum", "maximum"), "choice": ("choices",), "text": ("maximum",)}


def understood(question):
    name, kind = question["name"], question["kind"]
    if not name or name[0] not in LETTERS or not set(name) <= set(LETTERS + "0123456789_"):
        raise ValueError(f"{name!r} is no name")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of question")
    return {key: question[key] for key in ("name", "label", "kind", *KINDS[kind])}


def build(form, path):
    own = b""
    if os.path.exists(path):
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
        own = b"\n".join(lines[lines.index(MARKER.encode()) + 1 :])
    questions = [understood(question) for question in form["questions"]]
    parts = [
        "__doc__ = " + ascii(form["about"]),
        "",
        "# Title: " + repr(form["title"])[1:-1],
        "# Author: " + repr(form["author"])[1:-1],
        "TITLE = " + ascii(form["title"]),
        "VERSION = " + ascii(form["version"]),
        "_QUESTIONS = " + ascii(questions),
        CODE,
        MARKER,
        "",
    ]
    text = "\n".join(parts)
    ast.parse(text)
    with open(path, "wb") as file:
        file.write(text.encode() + own)
