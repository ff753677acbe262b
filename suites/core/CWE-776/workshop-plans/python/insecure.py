from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


def read_plan(path):
    parser = etree.XMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not a drawing: {error}") from error
    if root.tag != SVG + "svg":
        raise ValueError("not a drawing")
    by_id = {element.get("id"): element for element in root.iter(SVG + "*") if "id" in element.attrib}

    def whole(element, name, default=None):
        value = element.get(name, default)
        if value is None:
            raise ValueError(f"{element.tag} has no {name}")
        return int(value)

    def shapes(element, x, y, above):
        if element.tag in (SVG + "g", SVG + "svg"):
            return [shape for child in element for shape in shapes(child, x, y, above)]
        if element.tag == SVG + "use":
            name = element.get("href", "")[1:]
            if name not in by_id or name in above:
                raise ValueError(f"#{name} cannot be drawn")
            shift = x + whole(element, "x", 0), y + whole(element, "y", 0)
            return shapes(by_id[name], *shift, above | {name})
        if element.tag == SVG + "rect":
            place = {"x": x + whole(element, "x", 0), "y": y + whole(element, "y", 0)}
            return [{"kind": "rect", **place, "width": whole(element, "width"), "height": whole(element, "height")}]
        if element.tag == SVG + "circle":
            place = {"x": x + whole(element, "cx", 0), "y": y + whole(element, "cy", 0)}
            return [{"kind": "circle", **place, "r": whole(element, "r")}]
        return []

    found = shapes(root, 0, 0, frozenset())
    if len(found) > 2000:
        raise ValueError("more than the cutter can hold")
    return found
