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
        return len(name) in self.ends(self.parts, name, 0)

    def ends(self, parts, name, start, number=0):
        """Where the parts from this number on can end when they begin at this position."""
        if number == len(parts):
            yield start
            return
        part = parts[number]
        for position in self.ends_of(part, name, start):
            yield from self.ends(parts, name, position, number + 1)

    def ends_of(self, part, name, start):
        if isinstance(part, tuple):
            for sequence in part:
                yield from self.ends(sequence, name, start)
        elif part in ("*", "**"):
            yield start
            while start < len(name) and (part == "**" or name[start] != "/"):
                start += 1
                yield start
        elif start < len(name) and (name[start] == part if part != "?" else name[start] != "/"):
            yield start + 1


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
