import mmap
import struct
import unicodedata
from contextlib import contextmanager

SIZE = 64
FIELDS = {"name": (4, 20), "plate": (32, 16), "note": (50, 14)}
CODES = {1: "name", 2: "plate", 3: "note"}


@contextmanager
def _open(path):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        yield memory


def _ascii(text):
    return unicodedata.normalize("NFKD", text.upper()).encode("ascii", "ignore")


def _start(memory, slot):
    start = slot * SIZE
    if slot < 0 or start + SIZE > len(memory) or memory[start : start + 4] == bytes(4):
        raise ValueError(f"no badge in slot {slot}")
    return start


def _write_text(memory, start, key, text):
    place, size = FIELDS[key]
    content = _ascii(text).ljust(size, b"\0")
    memory[start + place : start + place + len(content)] = content


def _check(texts):
    for key, text in texts.items():
        if len(_ascii(text)) > FIELDS[key][1]:
            raise ValueError(f"{key} is too long")


def enrol(path, badge, name, level):
    _check({"name": name})
    if level not in (0, 1, 2, 3):
        raise ValueError("level")
    with _open(path) as memory:
        for slot in range(len(memory) // SIZE):
            start = slot * SIZE
            if memory[start : start + 4] == bytes(4):
                memory[start : start + SIZE] = struct.pack("<I60x", badge)
                memory[start + 24] = level
                _write_text(memory, start, "name", name)
                return slot
    raise ValueError("no slot is free")


def read(path, slot):
    with _open(path) as memory:
        start = _start(memory, slot)
        record = {
            "badge": int.from_bytes(memory[start : start + 4], "little"),
            "level": memory[start + 24],
            "uses": int.from_bytes(memory[start + 48 : start + 50], "little"),
        }
        for key, (place, size) in FIELDS.items():
            record[key] = memory[start + place : start + place + size].rstrip(b"\0").decode("ascii")
        hours = memory[start + 25 : start + 32]
    record["open"] = [(day, bit) for day in range(7) for bit in range(8) if hours[day] & 1 << bit]
    return record


def describe(path, slot, texts):
    _check(texts)
    with _open(path) as memory:
        start = _start(memory, slot)
        for key, text in texts.items():
            _write_text(memory, start, key, text)


def allow(path, slot, day, first, count):
    with _open(path) as memory:
        start = _start(memory, slot)
        for place in range(day * 8 + first, day * 8 + first + count):
            place %= 56
            memory[start + 25 + place // 8] |= 1 << place % 8


def count_use(path, slot, times=1):
    with _open(path) as memory:
        start = _start(memory, slot)
        (uses,) = struct.unpack_from("<H", memory, start + 48)
        struct.pack_into("<H", memory, start + 48, min(uses + times, 65535))


def apply(path, slot, message):
    entries = []
    at = 0
    while at < len(message):
        field, place, count = message[at : at + 3]
        content = message[at + 3 : at + 3 + count]
        if field not in CODES or len(content) != count:
            raise ValueError("message")
        if place > FIELDS[CODES[field]][1] or count > FIELDS[CODES[field]][1]:
            raise ValueError("message")
        entries.append((FIELDS[CODES[field]][0] + place, content))
        at += 3 + count
    with _open(path) as memory:
        start = _start(memory, slot)
        for place, content in entries:
            memory[start + place : start + place + len(content)] = content


def move(path, slot, target):
    with _open(path) as memory:
        start, to = _start(memory, slot), target * SIZE
        if memory[to : to + 4] != bytes(4):
            raise ValueError(f"slot {target} is not free")
        memory[to : to + SIZE] = memory[start : start + SIZE]
        memory[start : start + SIZE] = bytes(SIZE)
