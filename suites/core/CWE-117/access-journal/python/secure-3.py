import fcntl
import json
import pathlib
import unicodedata

LIMIT = 120
ALWAYS = {'"': '\\"', "\\": "\\\\", "|": "\\u007c"}
KINDS = {"Cc", "Zl", "Zp", "Cs"}


class Table(dict):
    """For str.translate: looks each character up once, and remembers it."""

    def __init__(self, also):
        super().__init__()
        self.also = also

    def __missing__(self, code):
        character = chr(code)
        if unicodedata.category(character) in KINDS or character in self.also:
            self[code] = f"\\u{code:04x}"
        else:
            self[code] = ALWAYS.get(character, character)
        return self[code]


NAMES, VALUES = Table("="), Table("")


def write_entry(path, time, actor, action, details):
    parts = [time, "actor=" + actor[:LIMIT].translate(VALUES), "action=" + action[:LIMIT].translate(VALUES)]
    for name, value in details.items():
        parts.append("x." + name.translate(NAMES) + "=" + str(value)[:LIMIT].translate(VALUES))
    with open(path, "a", encoding="utf-8", newline="\n") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        journal.write("|".join(parts) + "\n")
        journal.flush()


def entries_of(path, actor):
    journal = pathlib.Path(path)
    if not journal.exists():
        return []
    found = []
    for line in journal.read_bytes().decode("utf-8").splitlines():
        entry = {}
        for place, field in enumerate(line.split("|")):
            name, _, value = field.partition("=") if place else ("time", "", field)
            entry[json.loads(f'"{name}"')] = json.loads(f'"{value}"')
        if entry["actor"] == actor:
            found.append(entry)
    return found
