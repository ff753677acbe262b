import struct

from seceval import fixture

SIZE = 64
MINE, NEXT, FREE, LAST = 1, 2, 3, 5
FIELDS = {
    "badge": (0, 4),
    "name": (4, 20),
    "level": (24, 1),
    "hours": (25, 7),
    "plate": (32, 16),
    "uses": (48, 2),
    "note": (50, 14),
}


def slot(badge=0, name=b"", level=0, hours=bytes(7), plate=b"", uses=0, note=b""):
    return struct.pack("<I20sB7s16sH14s", badge, name, level, hours, plate, uses, note)


SLOTS = [
    slot(7001, b"ANA ADLER", 3, bytes([0xFF] * 7), b"B AA 100", 65530, b"DIRECTOR"),
    slot(7002, b"BEN BLUM", 0, bytes([0, 4, 0, 0, 0, 0, 0]), b"B BB 200", 9, b"CAT SITTER"),
    slot(7003, b"CLEO CRUZ", 2, bytes([1, 2, 4, 8, 16, 32, 64]), b"B CC 300", 500, b"LIFT"),
    slot(),
    slot(7005, b"DORA DIAZ", 1, bytes([0, 0, 0, 0, 0, 0, 129])),
    slot(7006, b"EMIL ENGEL", 1, bytes(7), b"", 1, b"NIGHTS"),
]


class Badges:
    def __init__(self, path):
        self.path = str(path)
        self.before = b"".join(SLOTS)
        path.write_bytes(self.before)

    def bytes(self):
        with open(self.path, "rb") as file:
            return file.read()

    def slot(self, number):
        return self.bytes()[SIZE * number : SIZE * (number + 1)]

    def field(self, number, name):
        place, size = FIELDS[name]
        return self.slot(number)[place : place + size]

    def changed(self, *allowed):
        """What differs from the start, as (slot, field), beyond what is allowed; the size when it is another one."""
        now = self.bytes()
        if len(now) != len(self.before):
            return [("size", len(now))]
        found = []
        for number in range(len(SLOTS)):
            for name, (place, size) in FIELDS.items():
                piece = slice(SIZE * number + place, SIZE * number + place + size)
                if now[piece] != self.before[piece] and (number, name) not in allowed:
                    found.append((number, name))
        return found


@fixture
def badges(work):
    return Badges(work / "badges.bin")


def entry(field, place, content, count=None):
    return bytes([field, place, len(content) if count is None else count]) + content
