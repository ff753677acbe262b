from functools import cache
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 2000


def read_plan(path):
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError("no XML") from error
    if root.tag != SVG + "svg":
        raise ValueError("no drawing")
    by_id = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    active = []

    def moved(shapes, x, y):
        return [{**shape, "x": shape["x"] + x, "y": shape["y"] + y} for shape in shapes]

    @cache
    def part(name):
        """The shapes of a part that is not moved."""
        if name in active:
            raise ValueError(f"{name} is in itself")
        if name not in by_id:
            raise ValueError(f"{name} does not exist")
        active.append(name)
        shapes = shapes_of(by_id[name])
        active.pop()
        return shapes

    def group(elements):
        shapes = []
        for element in elements:
            shapes += shapes_of(element)
        return shapes

    def shapes_of(element):
        try:
            match element.tag.split(SVG):
                case ["", "g"]:
                    return group(element)
                case ["", "use"]:
                    shift = int(element.get("x", 0)), int(element.get("y", 0))
                    return moved(part(element.get("href")[1:]), *shift)
                case ["", "rect"]:
                    place = {"x": int(element.get("x", 0)), "y": int(element.get("y", 0))}
                    size = {"width": int(element.attrib["width"]), "height": int(element.attrib["height"])}
                    return [{"kind": "rect", **place, **size}]
                case ["", "circle"]:
                    place = {"x": int(element.get("cx", 0)), "y": int(element.get("cy", 0))}
                    return [{"kind": "circle", **place, "r": int(element.attrib["r"])}]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{element.tag} is not complete") from error
        return []

    shapes = group(root)
    if len(shapes) > LIMIT:
        raise ValueError("the plan is too large")
    return shapes
