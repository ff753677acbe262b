import re

NAME_CHARACTERS = "A-Za-z0-9._+-"
ADDRESS = re.compile(rf"(?<![{NAME_CHARACTERS}])[{NAME_CHARACTERS}]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}")


def tidy(text):
    stripped = [line.rstrip(" \t") for line in text.split("\n")]
    return re.sub(r"\n{3,}", r"\n\n", "\n".join(stripped))


def addresses(text):
    return list(dict.fromkeys(match.group().lower() for match in ADDRESS.finditer(text)))


def tags(line):
    match = re.fullmatch(r"Tags: *(.+?) *", line)
    if not match:
        return None
    found = re.split(" *, *", match[1])
    for tag in found:
        if not re.fullmatch("[A-Za-z0-9]+([ -][A-Za-z0-9]+)*", tag):
            return None
    return found
