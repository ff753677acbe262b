from seceval import fixture

SVG = "http://www.w3.org/2000/svg"


@fixture
def draw(work):
    def write(content, doctype="", namespace=SVG):
        path = work / "upload.svg"
        path.write_text(f'<?xml version="1.0"?>\n{doctype}\n<svg xmlns="{namespace}">{content}</svg>', encoding="utf-8")
        return str(path)

    return write


def levels(smallest, count=14, fan=10):
    """Parts, each of which is made of ten smaller ones; the largest is drawn."""
    parts = [f'<defs><g id="p0">{smallest}</g>']
    for number in range(1, count):
        parts.append(f'<g id="p{number}">' + f'<use href="#p{number - 1}" x="1"/>' * fan + "</g>")
    return "".join(parts) + f'</defs><use href="#p{count - 1}"/>'


def abbreviations(count=10, fan=10):
    """Abbreviations, each of which stands for ten others; in the end for nothing."""
    names = [f"abbreviation-{'x' * 300}-{number}" for number in range(count)]
    declared = [f'<!ENTITY {names[0]} "">']
    for before, name in zip(names, names[1:], strict=False):
        declared.append(f'<!ENTITY {name} "{f"&{before};" * fan}">')
    return "<!DOCTYPE svg [" + "".join(declared) + "]>", f"&{names[-1]};"


def rect(x, y, width, height):
    return {"kind": "rect", "x": x, "y": y, "width": width, "height": height}


def circle(x, y, radius):
    return {"kind": "circle", "x": x, "y": y, "r": radius}
