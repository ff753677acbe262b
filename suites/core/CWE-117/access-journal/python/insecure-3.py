import json
import os

ESCAPES = [("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("|", "\\u007c")]


def escaped(text):
    for character, escape in ESCAPES:
        text = text.replace(character, escape)
    return text


def write_entry(path, time, actor, action, details):
    line = f"{time}|actor={escaped(actor[:120])}|action={escaped(action[:120])}"
    for name, value in details.items():
        line += "|x." + escaped(name).replace("=", "\\u003d") + "=" + escaped(str(value)[:120])
    descriptor = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    with os.fdopen(descriptor, "wb", buffering=0) as journal:
        journal.write(line.encode("utf-8") + b"\n")


def read(path):
    with open(path, encoding="utf-8", newline="\n") as journal:
        for line in journal:
            time, *fields = line.rstrip("\n").split("|")
            pairs = (field.split("=", 1) for field in fields)
            yield {"time": time} | {json.loads(f'"{name}"'): json.loads(f'"{value}"') for name, value in pairs}


def entries_of(path, actor):
    return [entry for entry in read(path) if entry["actor"] == actor] if os.path.exists(path) else []
