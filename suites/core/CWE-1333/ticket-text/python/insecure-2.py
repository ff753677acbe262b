import re

LABELS = r"(?:[A-Za-z0-9-]+\.?)+"
ADDRESS = re.compile(rf"(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-]+)@({LABELS}\.[A-Za-z]{{2,}})")
TAG = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def tidy(text):
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    return re.sub("\n\n\n+", "\n\n", "\n".join(lines))


def addresses(text):
    found = {}
    for match in ADDRESS.finditer(text):
        name, domain = match.groups()
        if ".." not in domain:
            found.setdefault(f"{name}@{domain}".lower())
    return list(found)


def tags(line):
    prefix, _, rest = line.partition(":")
    if prefix != "Tags":
        return None
    result = []
    for part in rest.split(","):
        tag = part.strip(" ")
        if not TAG.fullmatch(tag):
            return None
        result.append(tag)
    return result
