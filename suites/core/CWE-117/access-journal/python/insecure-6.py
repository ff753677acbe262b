import json
import os

LONGEST = 120


def _encode(text, special="|"):
    encoded = []
    for character in text:
        if character in special or character < " " or len(f"{character}x".splitlines()) > 1:
            code = character.encode("utf-16-be", "surrogatepass").hex()
            encoded.append("".join(f"\\u{code[start : start + 4]}" for start in range(0, len(code), 4)))
        elif character in '"\\':
            encoded.append("\\" + character)
        else:
            encoded.append(character)
    return "".join(encoded)


def _field(name, value):
    return f"{_encode(name, '|=')}={_encode(str(value)[:LONGEST])}"


def write_entry(path, time, actor, action, details):
    fields = [_field("actor", actor), _field("action", action)]
    fields += [_field("x." + name, value) for name, value in details.items()]
    line = "|".join([time, *fields]) + "\n"
    journal = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(journal, line.encode())
    finally:
        os.close(journal)


def _decode(text):
    return json.loads(f'"{text}"')


def entries_of(path, actor):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return []
    entries = []
    for line in lines:
        time, *fields = line.split("|")
        parts = [field.partition("=") for field in fields]
        entries.append({"time": time, **{_decode(name): _decode(value) for name, _, value in parts}})
    return [entry for entry in entries if entry.get("actor") == actor]
