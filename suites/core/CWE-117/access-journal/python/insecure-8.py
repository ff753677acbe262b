import json
import logging

LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def quote(text):
    return json.dumps(text.translate(LINE_ENDS), ensure_ascii=False)[1:-1]


def write_entry(path, time, actor, action, details):
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    parts = [time, "actor=" + quote(actor[:120]), "action=" + quote(action[:120])]
    parts += [f"x.{quote(name)}={quote(str(value)[:120])}" for name, value in details.items()]
    record = logging.LogRecord("journal", logging.INFO, path, 0, "|".join(parts), None, None)
    try:
        handler.emit(record)
    finally:
        handler.close()


def entries_of(path, actor):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            content = file.read()
    except FileNotFoundError:
        return []
    found = []
    for line in content.splitlines():
        time, *fields = line.split("|")
        pairs = [field.partition("=")[::2] for field in fields]
        entry = {json.loads(f'"{name}"'): json.loads(f'"{value}"') for name, value in pairs}
        if entry.get("actor") == actor:
            found.append({"time": time, **entry})
    return found
