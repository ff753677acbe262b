class Pattern:
    """A pattern as nested lists: a sequence of characters, wildcards and tuples of alternatives."""

    def __init__(self, text):
        self.text = text
        self.position = 0
        self.parts = self.sequence(nested=False)
        self.whole_path = "/" in text

    def sequence(self, nested):
        parts = []
        while self.position < len(self.text):
            character = self.text[self.position]
            if character == "}" and not nested:
                raise ValueError(f"no brace is open: {self.text}")
            if nested and character in ",}":
                return parts
            self.position += 1
            if character == "{":
                parts.append(self.alternatives())
            elif character == "*" and parts and parts[-1] in ("*", "**"):
                parts[-1] = "**"
            else:
                parts.append(character)
        if nested:
            raise ValueError(f"a brace is not closed: {self.text}")
        return parts

    def alternatives(self):
        found = []
        while True:
            found.append(self.sequence(nested=True))
            self.position += 1
            if self.text[self.position - 1] == "}":
                return tuple(found)

    def matches(self, path):
        name = path if self.whole_path else path.rpartition("/")[2]
        return len(name) in self.ends(self.parts, name, [0])

    def ends(self, parts, name, starts):
        """Where the parts can end when they begin at one of these positions."""
        for part in parts:
            if isinstance(part, tuple):
                starts = [end for sequence in part for end in self.ends(sequence, name, starts)]
            elif part in ("*", "**"):
                starts = self.stretched(name, starts, stop="/" if part == "*" else None)
            elif part == "?":
                starts = [start + 1 for start in starts if start < len(name) and name[start] != "/"]
            else:
                starts = [start + 1 for start in starts if name.startswith(part, start)]
        return starts

    @staticmethod
    def stretched(name, starts, stop):
        found = []
        for start in starts:
            end = name.find(stop, start) if stop else -1
            found += range(start, (end if end >= 0 else len(name)) + 1)
        return found


def select(paths, rules):
    read = []
    for rule in rules:
        text = rule.removeprefix("!")
        if not text:
            raise ValueError("a rule without a pattern")
        read.append((Pattern(text), text == rule))
    chosen = []
    for path in paths:
        for pattern, taken in reversed(read):
            if pattern.matches(path):
                if taken:
                    chosen.append(path)
                break
    return chosen
