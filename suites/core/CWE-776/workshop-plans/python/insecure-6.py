import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"
MOST_SHAPES = 2000
MOST_STEPS = 50_000


class PlanError(ValueError):
    pass


def number(element, name, default=None):
    text = element.get(name, default)
    try:
        return int(text)
    except (TypeError, ValueError):
        raise PlanError(f"{name}: {text}") from None


class Plan:
    def __init__(self, root):
        self.parts = {element.get("id"): element for element in root.iter() if element.get("id")}
        self.shapes = []
        self.steps = 0

    def draw_all(self, elements, x, y):
        for element in elements:
            self.draw(element, x, y)

    def draw(self, element, x, y):
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise PlanError("too much to draw")
        kind = element.tag.removeprefix(NAMESPACE) if element.tag.startswith(NAMESPACE) else ""
        if kind == "g":
            self.draw_all(element, x, y)
        elif kind == "use":
            self.draw_part(element, x + number(element, "x", "0"), y + number(element, "y", "0"))
        elif kind == "rect":
            left, top = x + number(element, "x", "0"), y + number(element, "y", "0")
            size = {"width": number(element, "width"), "height": number(element, "height")}
            self.add({"kind": "rect", "x": left, "y": top, **size})
        elif kind == "circle":
            left, top = x + number(element, "cx", "0"), y + number(element, "cy", "0")
            self.add({"kind": "circle", "x": left, "y": top, "r": number(element, "r")})

    def draw_part(self, use, x, y):
        name = use.get("href", "").removeprefix("#")
        self.draw(self.parts[name], x, y)

    def check(self, element, above=()):
        for use in element.iter(f"{NAMESPACE}use"):
            name = use.get("href", "").removeprefix("#")
            if name not in self.parts or name in above:
                raise PlanError(f"no part {name}")
            self.check(self.parts[name], (*above, name))

    def add(self, shape):
        self.shapes.append(shape)
        if len(self.shapes) > MOST_SHAPES:
            raise PlanError("too many shapes")


def read_plan(path):
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise PlanError(str(error)) from error
    if root.tag != f"{NAMESPACE}svg":
        raise PlanError("no drawing")
    plan = Plan(root)
    plan.check(root)
    plan.draw_all(root, 0, 0)
    return plan.shapes
