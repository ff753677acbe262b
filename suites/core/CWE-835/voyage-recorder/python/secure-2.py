import io


class Damaged(ValueError):
    pass


class Card:
    """A file of blocks, read front to back; each of them is looked at once."""

    def __init__(self, data):
        self.file = io.BytesIO(data)
        self.places, self.pieces, self.events = {}, {}, []
        if self.take(4) != b"VREC" or self.number(2) != 1:
            raise Damaged("no recording")
        self.take(2)

    def take(self, count):
        content = self.file.read(count) if count >= 0 else b""
        if len(content) != count:
            raise Damaged("the file ends too early")
        return content

    def number(self, count, signed=False):
        return int.from_bytes(self.take(count), "little", signed=signed)

    def time(self):
        found = self.number(4)
        if found >= 24 * 60 * 60:
            raise Damaged("a time beyond the day")
        return found

    def read(self):
        while True:
            begin = self.file.tell()
            size = self.number(4, signed=True)
            kind = self.take(4)
            rest = size - 8
            content = self.take(rest)
            if kind == b"DONE":
                return
            self.file.seek(begin + 8)
            match kind:
                case b"PLCE":
                    number, parent = self.number(2), self.number(2)
                    self.places[number] = parent, self.take(rest - 4).decode()
                case b"CONT":
                    self.pieces[begin] = self.number(4), self.take(rest - 4)
                case b"NOTE":
                    self.events.append((self.time(), self.number(2), self.number(4), self.take(rest - 10)))
                case b"HORN" if rest >= 14:
                    start, end, step, place = self.time(), self.time(), self.number(4), self.number(2)
                    if step == 0:
                        raise Damaged("a horn without an end")
                    self.events += [(time, place, 0, b"horn") for time in range(start, end + 1, step)]
                case b"HORN":
                    raise Damaged("a horn is cut off")
            self.file.seek(begin + 8 + len(content))

    @staticmethod
    def chain(links, first):
        """What hangs together by numbers; at most as many as there are."""
        found = []
        while first != 0:
            if first not in links or len(found) == len(links):
                raise Damaged(f"{first} leads nowhere")
            first, one = links[first]
            found.append(one)
        return found

    def place(self, number):
        names = self.chain(self.places, number)
        if not names:
            raise Damaged("no place")
        return " / ".join(names[::-1])


def read_recording(data):
    card = Card(data)
    card.read()
    return [
        {"time": time, "place": card.place(place), "text": b"".join([text, *card.chain(card.pieces, following)]).decode()}
        for time, place, following, text in sorted(card.events, key=lambda event: event[0])
    ]
