from functools import cache


class RuleError(ValueError):
    pass


def marks_of(text, start):
    """Positions of the commas and of the closing brace that belong to the opening one at `start`."""
    marks, depth = [], 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0 or (depth == 1 and text[position] == ","):
            marks.append(position)
        if depth == 0:
            return marks
    raise RuleError("a brace is not closed")


def parts_of(text):
    parts, position = [], 0
    while position < len(text):
        character = text[position]
        if character == "}":
            raise RuleError("a brace was not opened")
        if character == "{":
            start, alternatives = position + 1, []
            for mark in marks_of(text, position):
                alternatives.append(parts_of(text[start:mark]))
                start = mark + 1
            parts.append(alternatives)
            position = start
        else:
            length = len(text) - position - len(text[position:].lstrip("*")) if character == "*" else 1
            parts.append(text[position : position + length][:2])
            position += length
    return parts


class Table:
    """One line for each part: (part, what follows it); a line comes after all those that it refers to."""

    def __init__(self, text):
        self.lines = [("end", 0)]
        self.start = self.add(parts_of(text), 0)

    def add(self, parts, following):
        for part in reversed(parts):
            if isinstance(part, list):
                self.lines.append(([self.add(one, following) for one in part], following))
            else:
                self.lines.append((part, following))
            following = len(self.lines) - 1
        return following

    def fits(self, text):
        after = None
        for position in range(len(text), -1, -1):
            here = text[position : position + 1]
            row = []
            for part, following in self.lines:
                if part == "end":
                    answer = here == ""
                elif isinstance(part, list):
                    answer = any(row[one] for one in part)
                elif part in ("*", "**"):
                    answer = row[following] or (here != "" and (part == "**" or here != "/") and after[len(row)])
                elif here == "":
                    answer = False
                else:
                    answer = (here != "/" if part == "?" else here == part) and after[following]
                row.append(answer)
            after = row
        return after[self.start]


@cache
def rule(text):
    wanted = not text.startswith("!")
    pattern = text if wanted else text[1:]
    if pattern == "":
        raise RuleError("no pattern")
    return Table(pattern), "/" in pattern, wanted


def select(paths, rules):
    parsed = [rule(text) for text in rules]
    result = []
    for path in paths:
        name = path.split("/")[-1]
        answers = (wanted for table, whole, wanted in reversed(parsed) if table.fits(path if whole else name))
        if next(answers, False):
            result.append(path)
    return result
