import struct

HEADER = struct.Struct("<i4s")


def read_recording(data):
    if len(data) < 8 or data[:4] != b"VREC" or struct.unpack_from("<H", data, 4)[0] != 1:
        raise ValueError("not a recording")
    try:
        return Recording(data).events()
    except (struct.error, KeyError) as error:
        raise ValueError(f"damaged: {error}") from error


class Recording:
    def __init__(self, data):
        self.data = data
        self.places = {}
        self.found = []
        position = 8
        while True:
            size, kind = HEADER.unpack_from(data, position)
            content = data[position + 8 : position + size]
            if position + size > len(data) or 0 < size < 8:
                raise ValueError("a block is cut off")
            if kind == b"DONE":
                break
            if kind == b"PLCE":
                number, parent = struct.unpack_from("<HH", content)
                self.places[number] = (parent, content[4:].decode())
            else:
                self.found.append((kind, content))
            position += size

    def place(self, number):
        parent, name = self.places[number]
        names = [name]
        while parent:
            parent, name = self.places[parent]
            names.insert(0, name)
        return " / ".join(names)

    def text(self, content, position):
        while position:
            size, kind = HEADER.unpack_from(self.data, position)
            if kind != b"CONT":
                raise ValueError("no continuation")
            content += self.data[position + 12 : position + size]
            (position,) = struct.unpack_from("<I", self.data, position + 8)
        return content.decode()

    def event(self, time, place, text):
        if time >= 86400:
            raise ValueError("not a time of day")
        return {"time": time, "place": self.place(place), "text": text}

    def events(self):
        events = []
        for kind, content in self.found:
            if kind == b"NOTE":
                time, place, position = struct.unpack_from("<IHI", content)
                events.append(self.event(time, place, self.text(content[10:], position)))
            elif kind == b"HORN":
                time, end, step, place = struct.unpack_from("<IIIH", content)
                if end >= 86400:
                    raise ValueError("not a time of day")
                while time <= end:
                    events.append(self.event(time, place, "horn"))
                    time += step
        return sorted(events, key=lambda event: event["time"])
