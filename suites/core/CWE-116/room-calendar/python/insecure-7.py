import re

HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Community Centre//Rooms//EN"]
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def text(value):
    escaped = re.sub(r"([\\;,])", r"\\\1", value)
    return CONTROLS.sub("", re.sub(r"\r\n|\r|\n", r"\\n", escaped))


def parameter(value):
    return '"' + CONTROLS.sub(" ", value).replace('"', "'") + '"'


def plain(value):
    if CONTROLS.search(value):
        raise ValueError(f"{value!r} cannot be written in a calendar")
    return value


def person(kind, one):
    return f"{kind};CN={parameter(one['name'])}:mailto:{plain(one['email'])}"


def event(booking):
    yield "BEGIN:VEVENT"
    yield "UID:" + plain(booking["uid"])
    yield "DTSTAMP:" + booking["stamp"]
    yield "DTSTART:" + booking["start"]
    yield "DTEND:" + booking["end"]
    yield "SUMMARY:" + text(booking["summary"])
    if booking["notes"]:
        yield "DESCRIPTION:" + text(booking["notes"])
    yield "LOCATION:" + text(booking["room"])
    if booking["tags"]:
        yield "CATEGORIES:" + ",".join(text(tag) for tag in booking["tags"])
    if booking["link"]:
        yield "URL:" + plain(booking["link"])
    yield person("ORGANIZER", booking["organiser"])
    for guest in booking["guests"]:
        yield person("ATTENDEE", guest)


def fold(line):
    rows, row = [], b""
    for character in line:
        encoded = character.encode()
        if len(row) + len(encoded) > 75:
            rows.append(row)
            row = b" "
        row += encoded
    return b"\r\n".join([*rows, row]) + b"\r\n"


def calendar(lines):
    return b"".join(fold(line) for line in [*HEAD, *lines, "END:VCALENDAR"])


def feed(name, bookings):
    lines = ["X-WR-CALNAME:" + re.sub(r"([\\;,])", r"\\\1", name)]
    for booking in bookings:
        lines += [*event(booking), "END:VEVENT"]
    return calendar(lines)


def reminder(booking, minutes, text_of_alarm):
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{minutes}M", "DESCRIPTION:" + text(text_of_alarm), "END:VALARM"]
    return calendar([*event(booking), *alarm, "END:VEVENT"])
