import re

FUNCTIONS = {
    "min": min,
    "max": max,
    "abs": abs,
    "round": round,
    "avg": lambda *values: sum(values) / len(values),
}
CHARACTERS = re.compile(r"[\w\s.,+*/%()<>=!'-]+")
FIELD = re.compile(r"\{\{|\}\}|\{([^{}]+?)(?::\.(\d)f)?\}|[{}]")


def _understood(expression):
    if not CHARACTERS.fullmatch(expression):
        raise ValueError(f"characters that have no meaning here: {expression}")
    try:
        compile(expression.strip(), "<alert>", "eval")
    except SyntaxError as error:
        raise ValueError(f"cannot be understood: {expression}") from error
    return expression.strip()


def _calculate(expression, readings):
    for name, value in readings.items():
        shown = f"'{value}'" if isinstance(value, str) else f"({value})"
        expression = re.sub(rf"(?<![\w.']){re.escape(name)}(?![\w.'])", lambda match: shown, expression)
    return eval(expression, dict(FUNCTIONS))


class Alert:
    def __init__(self, condition, message):
        self.condition = _understood(condition)
        self.parts = []
        place = 0
        for match in FIELD.finditer(message):
            self.parts.append(message[place:match.start()])
            place = match.end()
            if match[0] in ("{{", "}}"):
                self.parts.append(match[0][0])
            elif match[1] is None:
                raise ValueError("a brace without its partner")
            else:
                self.parts.append((_understood(match[1]), match[2]))
        self.parts.append(message[place:])

    def check(self, readings):
        try:
            if not _calculate(self.condition, readings):
                return None
            return "".join(self._show(part, readings) for part in self.parts)
        except Exception:
            return None

    def _show(self, part, readings):
        if isinstance(part, str):
            return part
        value = _calculate(part[0], readings)
        return str(value) if part[1] is None else f"{value:.{part[1]}f}"
