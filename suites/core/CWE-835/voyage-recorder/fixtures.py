import struct


def block(kind, content=b"", size=None):
    return struct.pack("<i4s", len(content) + 8 if size is None else size, kind) + content


def place(number, parent, name):
    return block(b"PLCE", struct.pack("<HH", number, parent) + name.encode())


def note(time, where, text, following=0):
    return block(b"NOTE", struct.pack("<IHI", time, where, following) + text.encode())


def piece(content, following=0):
    return block(b"CONT", struct.pack("<I", following) + content)


def horn(start, end, step, where):
    return block(b"HORN", struct.pack("<IIIH", start, end, step, where))


def recording(*blocks, done=True):
    return b"VREC\x01\0\0\0" + b"".join(blocks) + (block(b"DONE") if done else b"")


SEA = place(1, 0, "North Sea")
RIVER = place(2, 1, "Weser")
CAST_OFF = note(28800, 1, "Cast off.")


def event(time, where, text):
    return {"time": time, "place": where, "text": text}
