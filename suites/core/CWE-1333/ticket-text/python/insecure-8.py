import re
from string import ascii_letters, digits

NAME = set(ascii_letters + digits + "._+-")
DOMAIN = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
TAG = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def tidy(text):
    lines = [re.match(r"(.*?)[ \t]*\Z", line).group(1) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def addresses(text):
    found = {}
    begin = 0
    for position, character in enumerate(text):
        if character == "@":
            domain = DOMAIN.match(text, position + 1)
            if domain and begin < position:
                found[(text[begin:position] + "@" + domain[0]).lower()] = True
        if character not in NAME:
            begin = position + 1
    return list(found)


def tags(line):
    if not line.startswith("Tags:"):
        return None
    parts = re.split(r" *, *", line.removeprefix("Tags:").strip(" "))
    return parts if all(map(TAG.fullmatch, parts)) else None
