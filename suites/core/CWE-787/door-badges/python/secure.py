import os
import struct
import unicodedata

SIZE = 64
RECORD = struct.Struct("<I20sB7s16sH14s")
KEYS = ("badge", "name", "level", "hours", "plate", "uses", "note")
TEXTS = {"name": 20, "plate": 16, "note": 14}
CODES = {1: "name", 2: "plate", 3: "note"}


def _text(value, size):
    text = unicodedata.normalize("NFKD", value.upper()).encode("ascii", "ignore")
    if len(text) > size:
        raise ValueError(f"{value!r} is too long")
    return text.ljust(size, b"\0")


def _load(path, slot, free=False):
    if not isinstance(slot, int) or not 0 <= slot < os.path.getsize(path) // SIZE:
        raise ValueError(f"there is no slot {slot}")
    with open(path, "rb") as file:
        file.seek(slot * SIZE)
        record = dict(zip(KEYS, RECORD.unpack(file.read(SIZE))))
    if free != (record["badge"] == 0):
        raise ValueError(f"slot {slot} is {'in use' if free else 'free'}")
    return record


def _store(path, slot, record):
    packed = RECORD.pack(*(record[key] for key in KEYS))
    with open(path, "r+b") as file:
        file.seek(slot * SIZE)
        file.write(packed)


def enrol(path, badge, name, level):
    if not 0 < badge < 2**32 or not 0 <= level <= 3:
        raise ValueError("a badge or a level that does not exist")
    record = {"badge": badge, "name": _text(name, 20), "level": level, "hours": b"", "plate": b"", "uses": 0, "note": b""}
    for slot in range(os.path.getsize(path) // SIZE):
        try:
            _load(path, slot, free=True)
        except ValueError:
            continue
        _store(path, slot, record)
        return slot
    raise ValueError("no slot is free")


def read(path, slot):
    record = _load(path, slot)
    hours = record.pop("hours")
    record["open"] = [(day, bit) for day in range(7) for bit in range(8) if hours[day] >> bit & 1]
    return record | {key: record[key].rstrip(b"\0").decode("ascii") for key in TEXTS}


def describe(path, slot, texts):
    record = _load(path, slot)
    for key, value in texts.items():
        if key not in TEXTS:
            raise ValueError(f"there is no text {key!r}")
        record[key] = _text(value, TEXTS[key])
    _store(path, slot, record)


def allow(path, slot, day, first, count):
    record = _load(path, slot)
    if not (0 <= day <= 6 and 0 <= first <= 7 and 1 <= count <= 56):
        raise ValueError("these hours do not exist")
    hours = bytearray(record["hours"])
    for number in range(count):
        place = (day * 8 + first + number) % 56
        hours[place // 8] |= 1 << place % 8
    _store(path, slot, record | {"hours": bytes(hours)})


def count_use(path, slot, times=1):
    record = _load(path, slot)
    _store(path, slot, record | {"uses": min(record["uses"] + times, 65535)})


def apply(path, slot, message):
    record = _load(path, slot)
    rest = message
    while rest:
        if len(rest) < 3 or rest[0] not in CODES:
            raise ValueError("an entry that is not possible")
        field, place, count = rest[:3]
        key = CODES[field]
        content, rest = rest[3 : 3 + count], rest[3 + count :]
        if len(content) < count or place + count > TEXTS[key]:
            raise ValueError("an entry that does not fit")
        record[key] = record[key][:place] + content + record[key][place + count :]
    _store(path, slot, record)


def move(path, slot, target):
    record = _load(path, slot)
    _load(path, target, free=True)
    _store(path, target, record)
    with open(path, "r+b") as file:
        file.seek(slot * SIZE)
        file.write(bytes(SIZE))
