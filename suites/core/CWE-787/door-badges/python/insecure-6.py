import ctypes
import mmap
import unicodedata
from contextlib import contextmanager


class Slot(ctypes.LittleEndianStructure):
    _pack_ = 1
    _fields_ = [
        ("badge", ctypes.c_uint32),
        ("name", ctypes.c_ubyte * 20),
        ("level", ctypes.c_ubyte),
        ("hours", ctypes.c_ubyte * 7),
        ("plate", ctypes.c_ubyte * 16),
        ("uses", ctypes.c_uint16),
        ("note", ctypes.c_ubyte * 14),
    ]


SIZE = ctypes.sizeof(Slot)
TEXTS = ("name", "plate", "note")


def fill(array, place, content):
    """Raises ValueError, before anything is changed, when the content does not fit into the array."""
    if place < 0 or place + len(content) > len(array):
        raise ValueError(f"{len(content)} bytes do not fit at {place}")
    for offset, byte in enumerate(content):
        array[place + offset] = byte


def write_text(array, text):
    plain = unicodedata.normalize("NFKD", text.upper()).encode("ascii", "ignore")
    fill(array, 0, plain + bytes(max(len(array) - len(plain), 0)))


@contextmanager
def mapped(path):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        yield memory


def slot_at(memory, number):
    if (number + 1) * SIZE > len(memory):
        raise ValueError(f"no slot {number}")
    number %= len(memory) // SIZE
    return Slot.from_buffer_copy(memory, number * SIZE)


def used_slot(memory, number):
    found = slot_at(memory, number)
    if found.badge == 0:
        raise ValueError(f"slot {number} is free")
    return found


def put(memory, number, slot):
    start = number % (len(memory) // SIZE) * SIZE
    memory[start : start + SIZE] = bytes(slot)


def enrol(path, badge, name, level):
    new = Slot(badge=badge, level=level)
    write_text(new.name, name)
    with mapped(path) as memory:
        for number in range(len(memory) // SIZE):
            if slot_at(memory, number).badge == 0:
                put(memory, number, new)
                return number
    raise ValueError("full")


def read(path, slot):
    with mapped(path) as memory:
        found = used_slot(memory, slot)
    shown = {"badge": found.badge, "level": found.level, "uses": found.uses}
    for key in TEXTS:
        shown[key] = bytes(getattr(found, key)).rstrip(b"\0").decode("ascii")
    shown["open"] = [divmod(place, 8) for place in range(56) if found.hours[place // 8] & (1 << place % 8)]
    return shown


def describe(path, slot, texts):
    with mapped(path) as memory:
        found = used_slot(memory, slot)
        for key in texts:
            write_text(getattr(found, TEXTS[TEXTS.index(key)]), texts[key])
        put(memory, slot, found)


def allow(path, slot, day, first, count):
    if day not in range(7) or first not in range(8) or count not in range(1, 57):
        raise ValueError("no such hours")
    with mapped(path) as memory:
        found = used_slot(memory, slot)
        for number in range(count):
            there, bit = divmod(day * 8 + first + number, 8)
            found.hours[there % 7] |= 1 << bit
        put(memory, slot, found)


def count_use(path, slot, times=1):
    with mapped(path) as memory:
        found = used_slot(memory, slot)
        found.uses = max(0, min(found.uses + times, 0xFFFF))
        put(memory, slot, found)


def apply(path, slot, message):
    with mapped(path) as memory:
        found = used_slot(memory, slot)
        at = 0
        while at < len(message):
            field, place, count = (*message[at : at + 3], 0, 0)[:3]
            content = message[at + 3 : at + 3 + count]
            at += 3 + count
            if field not in (1, 2, 3) or at > len(message):
                raise ValueError("a message that cannot be read")
            fill(getattr(found, TEXTS[field - 1]), place, content)
        put(memory, slot, found)


def move(path, slot, target):
    with mapped(path) as memory:
        found = used_slot(memory, slot)
        if slot_at(memory, target).badge != 0:
            raise ValueError(f"slot {target} is in use")
        put(memory, target, found)
        put(memory, slot, Slot())
