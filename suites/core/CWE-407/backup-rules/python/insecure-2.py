import re


def expanded(pattern):
    """All patterns without braces that a pattern stands for."""
    begin = pattern.find("{")
    if begin < 0:
        if "}" in pattern:
            raise ValueError("a brace too many")
        return [pattern]
    if "}" in pattern[:begin]:
        raise ValueError("a brace too many")
    depth, parts, start = 0, [], begin + 1
    for position in range(begin, len(pattern)):
        if pattern[position] == "{":
            depth += 1
        elif pattern[position] == "}":
            depth -= 1
        if depth == 0 or (depth == 1 and pattern[position] == ","):
            parts.append(pattern[start:position])
            start = position + 1
        if depth == 0:
            break
    else:
        raise ValueError("a brace is missing")
    ends = expanded(pattern[start:])
    return [pattern[:begin] + middle + end for part in parts for middle in expanded(part) for end in ends]


def star_fits(pieces, text, stop):
    """True if the pieces stand in the text in this order, with anything between them that does not hold `stop`."""
    position = 0
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        found = None
        for start in range(position, len(text) - len(piece) + 1):
            if stop in text[position:start] if stop else False:
                break
            if number == 0 and start > 0:
                break
            if last and start + len(piece) < len(text):
                continue
            if all(one == other or (one == "?" and other != "/") for one, other in zip(piece, text[start:])):
                found = start + len(piece)
                break
        if found is None:
            return False
        position = found
    return position == len(text)


def fits(pattern, text):
    if re.search(r"\*\*", pattern) is None:
        names, texts = pattern.split("/"), text.split("/")
        if len(names) != len(texts):
            return False
        return all(star_fits(name.split("*"), one, "") for name, one in zip(names, texts))
    words = {"*": "[^/]*", "?": "[^/]"}
    parts = [words.get(part) or (".*" if part[0] == "*" else re.escape(part)) for part in re.findall(r"\*+|.", pattern, re.S)]
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


def select(paths, rules):
    parsed = []
    for rule in rules:
        pattern = rule.removeprefix("!")
        if not pattern:
            raise ValueError("an empty rule")
        parsed.append((expanded(pattern), "/" in pattern, pattern == rule))
    result = []
    for path in paths:
        taken = False
        for patterns, whole, wanted in parsed:
            if any(fits(one, path if whole else path.split("/")[-1]) for one in patterns):
                taken = wanted
        if taken:
            result.append(path)
    return result
