from io import BytesIO

FORBIDDEN = {number: None for number in [*range(9), *range(10, 32), 127]}
BREAKS = {"\r\n": "\n", "\r": "\n"}
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Writer:
    def __init__(self):
        self.out = BytesIO()
        self.open = []

    def begin(self, name):
        self.open.append(name)
        self.line("BEGIN", name)

    def end(self):
        self.line("END", self.open.pop())

    def line(self, name, value, **parameters):
        given = "".join(f';{key}="{self.quoted(one)}"' for key, one in parameters.items())
        content = f"{name}{given}:{value.translate(FORBIDDEN)}"
        room = 75
        while len(content.encode()) > room:
            size = room
            while True:
                head = content[:size].encode()
                if len(head) <= room:
                    break
                size -= 1
            self.out.write(head + b"\r\n ")
            content, room = content[size:], 74
        self.out.write(content.encode() + b"\r\n")

    def text(self, name, *values):
        self.line(name, ",".join(map(self.escaped, values)))

    @staticmethod
    def quoted(value):
        return value.translate({**FORBIDDEN, ord('"'): "''"})

    @staticmethod
    def escaped(value):
        for found, instead in BREAKS.items():
            value = value.replace(found, instead)
        return value.translate(ESCAPES)

    def head(self):
        self.begin("VCALENDAR")
        self.line("VERSION", "2.0")
        self.line("PRODID", "-//Community Centre//Rooms//EN")

    def booking(self, one):
        self.begin("VEVENT")
        self.line("UID", one["uid"])
        for name, key in (("DTSTAMP", "stamp"), ("DTSTART", "start"), ("DTEND", "end")):
            self.line(name, one[key])
        self.text("SUMMARY", one["summary"])
        if one["notes"]:
            self.text("DESCRIPTION", one["notes"])
        self.text("LOCATION", one["room"])
        if one["tags"]:
            self.text("CATEGORIES", *one["tags"])
        if one["link"]:
            self.line("URL", one["link"])
        people = [("ORGANIZER", one["organiser"]), *(("ATTENDEE", guest) for guest in one["guests"])]
        for name, person in people:
            self.line(name, "mailto:" + person["email"], CN=person["name"])

    def done(self):
        while self.open:
            self.end()
        return self.out.getvalue()


def feed(name, bookings):
    writer = Writer()
    writer.head()
    writer.text("X-WR-CALNAME", name)
    for booking in bookings:
        writer.booking(booking)
        writer.end()
    return writer.done()


def reminder(booking, minutes, text):
    writer = Writer()
    writer.head()
    writer.booking(booking)
    writer.begin("VALARM")
    writer.line("ACTION", "DISPLAY")
    writer.line("TRIGGER", f"-PT{minutes}M")
    writer.text("DESCRIPTION", text)
    return writer.done()
