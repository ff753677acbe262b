import json
import re

# What JSON leaves as it is and the readers of the journal do not.
LEFT_OVER = re.compile(r"[|]")
LEFT_OVER_IN_NAMES = re.compile(r"[|=]")


def escape(match):
    return f"\\u{ord(match[0]):04x}"


def quoted(text, left_over):
    return left_over.sub(escape, json.dumps(text, ensure_ascii=False)[1:-1])


def pair(name, value):
    return quoted(name, LEFT_OVER_IN_NAMES) + "=" + quoted(str(value)[:120], LEFT_OVER)


def write_entry(path, time, actor, action, details):
    pairs = [("actor", actor), ("action", action), *((f"x.{name}", value) for name, value in details.items())]
    line = "|".join([time, *(pair(*one) for one in pairs)])
    with open(path, "ab", buffering=0) as journal:
        journal.write(f"{line}\n".encode())


def parse(line):
    time, *fields = line.split("|")
    entry = {"time": time}
    for field in fields:
        name, value = field.split("=", 1)
        entry[json.loads(f'"{name}"')] = json.loads(f'"{value}"')
    return entry


def entries_of(path, actor):
    try:
        with open(path, "rb") as journal:
            lines = journal.read().decode().split("\n")[:-1]
    except FileNotFoundError:
        return []
    return [entry for entry in map(parse, lines) if entry["actor"] == actor]
