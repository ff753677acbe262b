import struct

DAY = 86_400


def unpack(layout, content):
    try:
        return struct.unpack_from(layout, content), content[struct.calcsize(layout) :]
    except struct.error as error:
        raise ValueError(f"a block is too small: {error}") from error


def blocks_of(data):
    """The kind and content of each block by its position."""
    if data[:6] != b"VREC\x01\0" or len(data) < 8:
        raise ValueError("not a recording")
    blocks, position = {}, 8
    while True:
        (size, kind), _rest = unpack("<i4s", data[position : position + 8])
        if size < 8 or position + size > len(data):
            raise ValueError("a block of an impossible size")
        if kind == b"DONE":
            return blocks
        blocks[position] = kind, data[position + 8 : position + size]
        position += size


def place_name(places, number):
    names, seen = [], set()
    while number:
        if number in seen or number not in places:
            raise ValueError(f"no such place: {number}")
        seen.add(number)
        number, name = places[number]
        names.append(name)
    return " / ".join(reversed(names))


def whole_text(blocks, text, following):
    seen = set()
    while following:
        kind, content = blocks.get(following, (b"", b""))
        if kind != b"CONT" or following in seen:
            raise ValueError(f"the text does not go on at {following}")
        seen.add(following)
        (following,), piece = unpack("<I", content)
        text += piece
    return text.decode("utf-8")


def checked(time):
    if time >= DAY:
        raise ValueError(f"no time of the day: {time}")
    return time


def read_recording(data):
    blocks = blocks_of(data)
    places = {}
    for kind, content in blocks.values():
        if kind == b"PLCE":
            (number, parent), name = unpack("<HH", content)
            places[number] = parent, name.decode("utf-8")
    events = []

    def add(time, place, text):
        if place == 0:
            raise ValueError("an event nowhere")
        events.append({"time": checked(time), "place": place_name(places, place), "text": text})

    for kind, content in blocks.values():
        if kind == b"NOTE":
            (time, place, following), text = unpack("<IHI", content)
            add(time, place, whole_text(blocks, text, following))
        elif kind == b"HORN":
            (start, end, step, place), _rest = unpack("<IIIH", content)
            for time in range(checked(start), checked(end) + 1, step):
                add(time, place, "horn")
    return sorted(events, key=lambda event: event["time"])
