import copy
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
ROUNDS = 50


def value(element, name, default=None):
    text = element.get(name, default)
    if text is None:
        raise ValueError(f"{name} is missing")
    return int(text)


def put_copies(element, parts, x=0, y=0):
    """Replaces each use within by a copy of its part, in a group that is moved; True if there was one."""
    found = False
    for place, child in enumerate(list(element)):
        if child.tag == SVG + "use":
            part = parts.get(child.get("href", "")[1:])
            if part is None:
                raise ValueError("there is no such part")
            group = ElementTree.Element(SVG + "g", {"dx": child.get("x", "0"), "dy": child.get("y", "0")})
            group.append(copy.deepcopy(part))
            element[place] = group
            found = True
        elif child.tag == SVG + "g":
            found |= put_copies(child, parts)
    return found


def cuts(element, x, y):
    x, y = x + int(element.get("dx", 0)), y + int(element.get("dy", 0))
    for child in element:
        if child.tag == SVG + "g":
            yield from cuts(child, x, y)
        elif child.tag == SVG + "rect":
            size = {name: value(child, name) for name in ("width", "height")}
            yield {"kind": "rect", "x": x + value(child, "x", 0), "y": y + value(child, "y", 0), **size}
        elif child.tag == SVG + "circle":
            middle = {"x": x + value(child, "cx", 0), "y": y + value(child, "cy", 0)}
            yield {"kind": "circle", **middle, "r": value(child, "r")}


def read_plan(path):
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError("not XML") from error
    if root.tag != SVG + "svg":
        raise ValueError("not a drawing")
    parts = {one.get("id"): copy.deepcopy(one) for one in root.iter() if one.get("id")}
    for _round in range(ROUNDS):
        if not put_copies(root, parts):
            break
    else:
        raise ValueError("a part leads back to itself")
    shapes = []
    for shape in cuts(root, 0, 0):
        shapes.append(shape)
        if len(shapes) > 2000:
            raise ValueError("too many shapes")
    return shapes
