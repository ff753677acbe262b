import string

WORD = frozenset(string.ascii_letters + string.digits)
NAME = WORD | frozenset("._+-")


def tidy(text):
    shown = []
    newlines = 0
    for number, line in enumerate(text.split("\n")):
        if number:
            newlines += 1
            if newlines <= 2:
                shown.append("\n")
        line = line.rstrip(" \t")
        if line:
            shown.append(line)
            newlines = 0
    return "".join(shown)


def domain_at(text, start):
    """The domain that begins at `start`, as far as it goes; empty if there is none."""
    labels = []
    end = start
    while True:
        stop = end
        while stop < len(text) and (text[stop] in WORD or text[stop] == "-"):
            stop += 1
        if stop == end:
            break
        labels.append(text[end:stop])
        if stop == len(text) or text[stop] != ".":
            break
        end = stop + 1
    while labels:
        last = labels[-1]
        letters = 0
        while letters < len(last) and last[letters] in string.ascii_letters:
            letters += 1
        if letters >= 2:
            labels[-1] = last[:letters]
            break
        labels.pop()
    return ".".join(labels) if len(labels) >= 2 else ""


def addresses(text):
    found = {}
    at = text.find("@")
    while at >= 0:
        begin = at
        while begin > 0 and text[begin - 1] in NAME:
            begin -= 1
        domain = domain_at(text, at + 1)
        if begin < at and domain:
            found[f"{text[begin:at]}@{domain}".lower()] = None
        at = text.find("@", at + 1)
    return list(found)


def is_tag(text):
    words = text.replace("-", " ").split(" ")
    return all(word and WORD.issuperset(word) for word in words)


def tags(line):
    head, colon, rest = line.partition(":")
    if head != "Tags" or not colon:
        return None
    found = [part.strip(" ") for part in rest.split(",")]
    if not all(is_tag(tag) for tag in found):
        return None
    return found
