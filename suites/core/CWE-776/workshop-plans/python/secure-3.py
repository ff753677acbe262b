from lxml import etree

NAME_SPACE = "http://www.w3.org/2000/svg"
PARSER_OPTIONS = {"no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True}


class Drawing:
    def __init__(self, path):
        try:
            self.root = etree.parse(path, etree.XMLParser(**PARSER_OPTIONS)).getroot()
        except etree.XMLSyntaxError as error:
            raise ValueError(str(error)) from error
        if self.root.tag != f"{{{NAME_SPACE}}}svg":
            raise ValueError("the root is not svg")
        self.by_id = {one.get("id"): one for one in self.root.iter(etree.Element) if one.get("id")}
        self.counts = {}

    @staticmethod
    def kind(element):
        name = etree.QName(element)
        return name.localname if name.namespace == NAME_SPACE else ""

    def target(self, use):
        try:
            return self.by_id[use.get("href", "#")[1:]]
        except KeyError as error:
            raise ValueError(f"there is no part {error}") from error

    def inside(self, element):
        kind = self.kind(element)
        if kind in ("g", "svg"):
            return element.iterchildren(etree.Element)
        return [self.target(element)] if kind == "use" else []

    def count(self, element):
        """How many shapes an element draws; each element is counted once."""
        if element not in self.counts:
            self.counts[element] = None
            own = self.kind(element) in ("rect", "circle")
            self.counts[element] = own + sum(self.count(one) for one in self.inside(element))
        if self.counts[element] is None:
            raise ValueError("a part leads back to itself")
        return self.counts[element]

    def shapes(self):
        if self.count(self.root) > 2000:
            raise ValueError("the cutter cannot hold so much")
        waiting = [(self.root, 0, 0)]
        while waiting:
            element, x, y = waiting.pop()
            if self.counts[element] == 0:
                continue
            match self.kind(element):
                case "rect":
                    yield {"kind": "rect", **self.place(element, "x", "y", x, y), **self.numbers(element, "width", "height")}
                case "circle":
                    yield {"kind": "circle", **self.place(element, "cx", "cy", x, y), **self.numbers(element, "r")}
                case "use":
                    moved = self.place(element, "x", "y", x, y)
                    waiting.append((self.target(element), moved["x"], moved["y"]))
                case _:
                    waiting += [(one, x, y) for one in reversed(element) if one in self.counts]

    @staticmethod
    def place(element, across, down, x, y):
        return {"x": x + int(element.get(across, 0)), "y": y + int(element.get(down, 0))}

    @staticmethod
    def numbers(element, *names):
        return {name: int(element.get(name, "")) for name in names}


def read_plan(path):
    return list(Drawing(path).shapes())
