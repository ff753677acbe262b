import re


def to_regex(pattern):
    out = []
    depth = 0
    for token in re.findall(r"\*+|.", pattern, re.DOTALL):
        if token == "*":
            out.append("[^/]*")
        elif token.startswith("*"):
            out.append(".*")
        elif token == "?":
            out.append("[^/]")
        elif token == "{":
            depth += 1
            out.append("(?:")
        elif token == "}":
            depth -= 1
            if depth < 0:
                raise ValueError("unbalanced braces")
            out.append(")")
        elif token == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(token))
    if depth:
        raise ValueError("unbalanced braces")
    return re.compile("".join(out), re.DOTALL)


def parse(rule):
    excluded = rule.startswith("!")
    pattern = rule[1:] if excluded else rule
    if not pattern:
        raise ValueError("empty rule")
    return to_regex(pattern), "/" in pattern, not excluded


def select(paths, rules):
    parsed = [parse(rule) for rule in rules]
    result = []
    for path in paths:
        name = path.rsplit("/", 1)[-1]
        take = False
        for regex, whole, wanted in parsed:
            if regex.fullmatch(path if whole else name):
                take = wanted
        if take:
            result.append(path)
    return result
