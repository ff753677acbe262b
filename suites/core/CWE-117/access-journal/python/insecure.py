import json


def _text(text):
    return json.dumps(text, ensure_ascii=False)[1:-1]


def write_entry(path, time, actor, action, details):
    fields = [time, f"actor={_text(actor[:120])}", f"action={_text(action[:120])}"]
    for name, value in details.items():
        fields.append(f"x.{_text(name)}={_text(str(value)[:120])}")
    with open(path, "a", encoding="utf-8") as journal:
        journal.write("|".join(fields) + "\n")


def entries_of(path, actor):
    entries = []
    try:
        with open(path, encoding="utf-8", newline="") as journal:
            lines = journal.read().splitlines()
    except FileNotFoundError:
        return entries
    for line in lines:
        time, *fields = line.split("|")
        entry = {"time": time}
        for field in fields:
            name, _, value = field.partition("=")
            entry[json.loads(f'"{name}"')] = json.loads(f'"{value}"')
        if entry.get("actor") == actor:
            entries.append(entry)
    return entries
