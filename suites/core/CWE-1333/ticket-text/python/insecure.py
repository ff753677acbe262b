import re

TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
TAGS = re.compile(r"Tags: *((?:[A-Za-z0-9]+[ -]?)*[A-Za-z0-9]+(?: *, *(?:[A-Za-z0-9]+[ -]?)*[A-Za-z0-9]+)*) *")


def tidy(text):
    return re.sub(r"\n{3,}", "\n\n", TRAILING.sub("", text))


def addresses(text):
    found = []
    for address in ADDRESS.findall(text):
        address = address.lower()
        if address not in found:
            found.append(address)
    return found


def tags(line):
    match = TAGS.fullmatch(line)
    if match is None:
        return None
    return [tag.strip() for tag in match.group(1).split(",")]
