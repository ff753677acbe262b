import struct
from functools import cache

LAST_SECOND = 86_399


def split(data):
    position, blocks = 8, {}
    kind = b""
    while kind != b"DONE":
        size, kind = struct.unpack_from("<i4s", data, position)
        end = position + size
        if not position + 8 <= end <= len(data):
            raise ValueError("a block does not fit into the file")
        blocks[position] = kind, data[position + 8 : end]
        position = end
    return blocks


def number_of_horns(start, end, step):
    if max(start, end) > LAST_SECOND:
        raise ValueError("the day is over")
    return 1 + (end - start) // step if end >= start else 0


def parse(data):
    magic, version = struct.unpack_from("<4sH2x", data)
    if (magic, version) != (b"VREC", 1):
        raise ValueError("another kind of file")
    blocks = split(data)
    parents, names = {0: 0}, {}
    for kind, content in blocks.values():
        if kind == b"PLCE":
            number, parent = struct.unpack_from("<HH", content)
            parents[number], names[number] = parent, content[4:].decode()

    @cache
    def full_name(number):
        above = []
        while parents[number]:
            above.append(names[number])
            number = parents[number]
            if len(above) > len(names):
                raise ValueError("places in a circle")
        return " / ".join([names[number], *reversed(above)])

    def rest_of(position):
        used = {0}
        while position not in used:
            used.add(position)
            kind, content = blocks[position]
            if kind != b"CONT":
                raise ValueError("the text goes on elsewhere")
            position = struct.unpack_from("<I", content)[0]
            yield content[4:]
        if position != 0:
            raise ValueError("the text never ends")

    events = []
    for kind, content in blocks.values():
        if kind == b"NOTE":
            time, place, following = struct.unpack_from("<IHI", content)
            number_of_horns(time, time, 1)
            text = b"".join([content[10:], *rest_of(following)]).decode()
            events.append({"time": time, "place": full_name(place), "text": text})
        if kind == b"HORN":
            start, end, step, place = struct.unpack_from("<IIIH", content)
            for number in range(number_of_horns(start, end, step)):
                events.append({"time": start + number * step, "place": full_name(place), "text": "horn"})
    events.sort(key=lambda event: event["time"])
    return events


def read_recording(data):
    try:
        return parse(data)
    except (struct.error, LookupError, ArithmeticError) as error:
        raise ValueError(f"damaged: {error!r}") from error
