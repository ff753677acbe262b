import re

ADDRESS = re.compile(r"\b[A-Z0-9._+-]+@[A-Z0-9-]+(?:\.[A-Z0-9-]+)*\.[A-Z]{2,}", re.IGNORECASE | re.ASCII)


def tidy(text):
    lines = "\n".join(line.rstrip("\t ") for line in text.split("\n"))
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    return lines


def addresses(text):
    found = [address.lower() for address in ADDRESS.findall(text)]
    return sorted(set(found), key=found.index)


def tags(line):
    if not re.match("Tags:", line):
        return None
    tags = [tag.strip(" ") for tag in line[5:].split(",")]
    for tag in tags:
        for word in re.split("[ -]", tag):
            if not re.fullmatch("[A-Za-z0-9]+", word):
                return None
    return tags
