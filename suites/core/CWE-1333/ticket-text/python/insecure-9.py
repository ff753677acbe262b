import re

BLANKS = re.compile(r"(?<![ \t])[ \t]++(?=\n|\Z)")
CANDIDATE = re.compile(r"[A-Za-z0-9._+@-]+")
DOMAIN = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
TOKEN = re.compile(r"(?P<word>[A-Za-z0-9]+)|(?P<comma> *, *)|(?P<joint>[ -])")


def tidy(text):
    return re.sub(r"\n\n\n+", "\n\n", BLANKS.sub("", text))


def addresses(text):
    found = []
    for candidate in CANDIDATE.findall(text):
        name, *domains = candidate.split("@")
        for rest in domains:
            domain = DOMAIN.search(rest)
            if name and domain:
                address = f"{name}@{domain.group()}".lower()
                if address not in found:
                    found.append(address)
            name = rest
    return found


def tags(line):
    if not line.startswith("Tags:"):
        return None
    text = line[5:].strip(" ")
    found = [""]
    expected = "word"
    position = 0
    while position < len(text):
        token = TOKEN.match(text, position)
        if token is None:
            return None
        kind = token.lastgroup
        if expected == "word" and kind != "word":
            return None
        if expected == "joint" and kind == "word":
            return None
        if kind == "comma":
            found.append("")
        else:
            found[-1] += token.group()
        expected = "joint" if kind == "word" else "word"
        position = token.end()
    return found if expected == "joint" else None
