import re

NAME = "[A-Za-z0-9._+-]"
ADDRESS = re.compile(rf"(?<!{NAME}){NAME}+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}")
TAG = re.compile(r"[A-Za-z0-9]+(?:[- ][A-Za-z0-9]+)*")


def tidy(text):
    shown = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", shown)


def addresses(text):
    return list(dict.fromkeys(found.lower() for found in ADDRESS.findall(text)))


def tags(line):
    if not line.startswith("Tags:"):
        return None
    found = [part.strip(" ") for part in line.removeprefix("Tags:").split(",")]
    return found if all(TAG.fullmatch(tag) for tag in found) else None
