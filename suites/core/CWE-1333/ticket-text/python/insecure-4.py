import re
from itertools import groupby

TAG = r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*"
LINE = re.compile(rf"^Tags:(?: *{TAG} *, *)* *{TAG} *\Z")
ALLOWED_IN_NAME = re.compile(r"[A-Za-z0-9._+-]*\Z")
DOMAIN = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


def tidy(text):
    stripped = (line.rstrip(" \t") for line in text.split("\n"))
    joined = "\n".join(stripped)
    pieces = []
    for character, run in groupby(joined, key=lambda one: one == "\n"):
        piece = "".join(run)
        pieces.append(piece[:2] if character else piece)
    return "".join(pieces)


def addresses(text):
    found = []
    start = 0
    for at in (match.start() for match in re.finditer("@", text)):
        begin = at
        while begin > start and ALLOWED_IN_NAME.match(text[begin - 1]):
            begin -= 1
        domain = DOMAIN.match(text, at + 1)
        if begin < at and domain:
            address = (text[begin:at] + "@" + domain.group()).lower()
            if address not in found:
                found.append(address)
        start = at + 1
    return found


def tags(line):
    if LINE.match(line) is None:
        return None
    return re.findall(TAG, line[len("Tags:"):])
