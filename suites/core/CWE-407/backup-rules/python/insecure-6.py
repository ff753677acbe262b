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
    parts = re.split(r"(\[\^/\]\*|(?<!\\)\.\*)", "".join(out))
    if "(" in "".join(out):
        return re.compile("".join(parts), re.DOTALL)
    expression = parts[0]
    for number in range(1, len(parts) - 2, 2):
        lazy = f"{parts[number]}?{parts[number + 1]}"
        # Only a star over names may give up a place for a later one.
        expression += f"(?>{lazy})" if len(set(parts[1::2])) == 1 else lazy
    return re.compile(expression + "".join(parts[-2:] if len(parts) > 1 else []), re.DOTALL)


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
