import re

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<text>[A-Za-z0-9 _-]*)'"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)|(?P<sign><=|>=|==|!=|[-+*/%<>(),]))",
    re.ASCII,
)


def _round(value, *decimals):
    if decimals and decimals[0] not in range(21):
        raise ValueError("from 0 to 20 decimals")
    return round(value, *decimals)


FUNCTIONS = {"min": (min, 2, 99), "max": (max, 2, 99), "avg": (lambda *n: sum(n) / len(n), 1, 99), "abs": (abs, 1, 1),
             "round": (_round, 1, 2)}  # fmt: skip


class NotUnderstood(ValueError):
    pass


def _number(value):
    if isinstance(value, str):
        raise TypeError(f"{value!r} is no number")
    return value


class Parser:
    """Turns an expression into nested tuples: ("value", 5), ("reading", "outside"), ("+", left, right) …"""

    def __init__(self, text):
        self.tokens, place = [], 0
        text = text.strip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if match is None:
                raise NotUnderstood(f"at {text[place:]!r}")
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            place = match.end()
        self.tokens.append(("end", ""))

    def whole(self):
        try:
            tree = self.either()
        except RecursionError as error:
            raise NotUnderstood("too deeply nested") from error
        self.expect("end")
        return tree

    def peek(self, *words):
        kind, word = self.tokens[0]
        return kind in ("sign", "name", "end") and word in words

    def take(self):
        return self.tokens.pop(0)

    def expect(self, word):
        kind, found = self.take()
        if (kind if word == "end" else found) != word or kind == "text":
            raise NotUnderstood(f"{word} was expected, not {found!r}")

    def chain(self, words, inner):
        tree = inner()
        while self.peek(*words):
            tree = (self.take()[1], tree, inner())
        return tree

    def either(self):
        return self.chain(["or"], self.both)

    def both(self):
        return self.chain(["and"], self.negation)

    def negation(self):
        if self.peek("not"):
            self.take()
            return ("not", self.negation())
        return self.comparison()

    def comparison(self):
        left = self.sum()
        if self.peek("<", "<=", ">", ">=", "==", "!="):
            return (self.take()[1], left, self.sum())
        return left

    def sum(self):
        return self.chain(["+", "-"], self.product)

    def product(self):
        return self.chain(["*", "/", "%"], self.signed)

    def signed(self):
        if self.peek("-"):
            self.take()
            return ("minus", self.signed())
        return self.atom()

    def atom(self):
        kind, word = self.take()
        if kind == "number":
            return ("value", float(word) if "." in word else int(word))
        if kind == "text":
            return ("value", word)
        if word == "(":
            tree = self.either()
            self.expect(")")
            return tree
        if kind != "name" or word in ("and", "or", "not"):
            raise NotUnderstood(f"{word!r} is no value")
        if not self.peek("("):
            return ("reading", word)
        return self.call(word)

    def call(self, name):
        if name not in FUNCTIONS:
            raise NotUnderstood(f"there is no function {name}")
        function, least, most = FUNCTIONS[name]
        self.expect("(")
        arguments = [self.either()]
        while self.peek(","):
            self.take()
            arguments.append(self.either())
        self.expect(")")
        if not least <= len(arguments) <= most:
            raise NotUnderstood(f"{name} takes another number of values")
        return ("call", function, arguments)


def evaluate(tree, readings):
    kind = tree[0]
    if kind == "value":
        return tree[1]
    if kind == "reading":
        return readings[tree[1]]
    if kind == "call":
        return tree[1](*[_number(evaluate(one, readings)) for one in tree[2]])
    left = evaluate(tree[1], readings)
    if kind == "not":
        return not left
    if kind == "minus":
        return -_number(left)
    if kind in ("and", "or"):
        return evaluate(tree[2], readings) if bool(left) == (kind == "and") else left
    right = evaluate(tree[2], readings)
    if kind in ("==", "!="):
        return (left == right) == (kind == "==")
    if kind in ("<", "<=", ">", ">="):
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[kind]
    left, right = _number(left), _number(right)
    if kind in "/%":
        return left / right if kind == "/" else left % right
    return {"+": left + right, "-": left - right, "*": left * right}[kind]


def _split(message):
    """Texts, and (expression, decimals) for what stands in braces."""
    rest = message
    while rest:
        plain, brace, rest = re.match(r"(?s)([^{}]*)([{}]?)(.*)", rest).groups()
        yield plain
        if brace and rest.startswith(brace):
            yield brace
            rest = rest[1:]
        elif brace:
            inner, closing, rest = rest.partition("}")
            expression, _, form = inner.partition(":")
            if brace == "}" or not closing or not re.fullmatch(r"(\.\d+f)?", form, re.ASCII) or inner.endswith(":"):
                raise NotUnderstood("braces that do not fit")
            yield Parser(expression).whole(), int(form[1:-1]) if form else None


class Alert:
    def __init__(self, condition, message):
        self.condition = Parser(condition).whole()
        self.parts = list(_split(message))

    def check(self, readings):
        try:
            if not evaluate(self.condition, readings):
                return None
            return "".join(part if isinstance(part, str) else self.show(part, readings) for part in self.parts)
        except (ArithmeticError, KeyError, TypeError, ValueError):
            return None

    @staticmethod
    def show(part, readings):
        value = evaluate(part[0], readings)
        return str(value) if part[1] is None else f"{_number(value):.{part[1]}f}"
