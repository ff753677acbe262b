import re

WORD = "[A-Za-z0-9]+"
TAG = re.compile(f"{WORD}(?: {WORD}|-{WORD}| {WORD}-{WORD})*")
SEPARATOR = re.compile("[^A-Za-z0-9._+@-]")
DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def tidy(text):
    kept = []
    for line in text.split("\n"):
        kept.append(line.rstrip(" \t"))
    return re.sub(r"(\n\n)\n+", r"\1", "\n".join(kept))


def addresses(text):
    found = []
    for word in SEPARATOR.sub(" ", text).split():
        name, at, rest = word.partition("@")
        domain = DOMAIN.match(rest)
        if at and name and domain:
            found.append(f"{name}@{domain.group()}".lower())
    return list(dict.fromkeys(found))


def tags(line):
    if not line.startswith("Tags:"):
        return None
    found = []
    for entry in line[len("Tags:") :].split(","):
        entry = entry.strip(" ")
        if TAG.fullmatch(entry) is None:
            return None
        found.append(entry)
    return found
