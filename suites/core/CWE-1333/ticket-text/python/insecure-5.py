import re

BLANKS_AT_END = re.compile(r"[ \t]++(?:(?=\n)|\Z)")
ADDRESS = re.compile(r"[A-Za-z0-9._+-]++@(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}")
TAG_LIST = re.compile(
    r"""
    Tags: \ *+
    ( [A-Za-z0-9]++ (?: [ -] [A-Za-z0-9]++ )*+
      (?: \ *+ , \ *+ [A-Za-z0-9]++ (?: [ -] [A-Za-z0-9]++ )*+ )*+ )
    \ *+
    """,
    re.VERBOSE,
)


def tidy(text):
    return re.sub(r"\n{3,}+", "\n\n", BLANKS_AT_END.sub("", text))


def addresses(text):
    seen = set()
    result = []
    for found in ADDRESS.findall(text):
        found = found.lower()
        if found not in seen:
            seen.add(found)
            result.append(found)
    return result


def tags(line):
    match = TAG_LIST.fullmatch(line)
    return [tag.strip(" ") for tag in match[1].split(",")] if match else None
