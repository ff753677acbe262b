from seceval import raises

DOCTYPE = """<!DOCTYPE svg [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY plank "400">
]>"""
SHELVES = """
  <defs>
    <circle id="hole" r="3"/>
    <g id="shelf">
      <rect width="&plank;" height="180"/>
      <use href="#hole" x="10" y="90"/>
      <use href="#hole" x="390" y="90"/>
    </g>
  </defs>
  <use href="#shelf"/>
  <use href="#shelf" y="200"/>
  <text x="5" y="500">Two shelves</text>
"""


def test_the_shelves_are_drawn(solution, draw):
    assert solution.read_plan(draw(SHELVES, DOCTYPE, "&ns_svg;")) == [
        rect(0, 0, 400, 180), circle(10, 90, 3), circle(390, 90, 3),
        rect(0, 200, 400, 180), circle(10, 290, 3), circle(390, 290, 3),
    ]  # fmt: skip


def test_shapes_and_groups(solution, draw):
    drawing = '<g><rect x="-1" y="2" width="3" height="4"/><g><circle cx="5" cy="-6" r="7"/></g></g><rect width="8" height="9"/><g/>'
    assert solution.read_plan(draw(drawing)) == [rect(-1, 2, 3, 4), circle(5, -6, 7), rect(0, 0, 8, 9)]
    assert solution.read_plan(draw("")) == []


def test_what_is_not_cut_is_left_out(solution, draw):
    drawing = (
        '<text>Hello <rect width="1" height="1"/></text><path d="M 0 0"/><!-- a note --><?note?>'
        '<o:g xmlns:o="http://o.example/"><circle r="1"/></o:g><o:rect xmlns:o="http://o.example/" width="1" height="1"/>'
        f'<image href="data:image/png;base64,{"A" * 50_000}"/><defs><circle r="2"/></defs><circle r="3"/>'
    )
    assert solution.read_plan(draw(drawing)) == [circle(0, 0, 3)]


def test_parts_are_drawn_from_parts(solution, draw):
    drawing = (
        '<use href="#c" x="100"/><g id="a"><circle cx="1" r="1"/></g>'
        '<defs><use id="b" href="#a" x="10" y="1"/><g id="c"><use href="#b" y="5"/><use href="#a"/></g></defs>'
    )
    assert solution.read_plan(draw(drawing)) == [circle(111, 6, 1), circle(101, 0, 1), circle(1, 0, 1)]


def test_a_part_in_a_part_that_is_drawn_twice(solution, draw):
    drawing = levels('<circle cx="2" r="1"/>', count=4, fan=3)
    assert solution.read_plan(draw(drawing)) == [circle(5, 0, 1)] * 27


def test_a_part_without_shapes_draws_nothing(solution, draw):
    assert solution.read_plan(draw(levels("<text>-</text>", count=3, fan=3) + '<circle r="1"/>')) == [circle(0, 0, 1)]


def test_abbreviations_may_contain_others(solution, draw):
    doctype = '<!DOCTYPE svg [<!ENTITY one "1"><!ENTITY ten "&one;0"><!ENTITY note "about &ten; cm">]>'
    drawing = '<rect width="&ten;" height="&one;"/><text>&note;</text>'
    assert solution.read_plan(draw(drawing, doctype)) == [rect(0, 0, 10, 1)]


def test_nested_fifty_deep(solution, draw):
    drawing = "<g>" * 48 + '<circle r="1"/>' + "</g>" * 48
    assert solution.read_plan(draw(drawing)) == [circle(0, 0, 1)]


def test_2000_shapes_are_held(solution, draw):
    row = '<defs><circle id="c" r="1"/><g id="row">' + '<use href="#c"/>' * 40 + "</g></defs>"
    assert len(solution.read_plan(draw(row + '<use href="#row"/>' * 50))) == 2000
    for one_more in ('<circle r="1"/>', '<use href="#row"/>'):
        with raises("ValueError"):
            solution.read_plan(draw(row + '<use href="#row"/>' * 50 + one_more))


def test_what_is_no_plan_is_refused(solution, draw, work):
    (work / "other.svg").write_text("<plan/>")
    (work / "broken.svg").write_text("<svg")
    (work / "empty.svg").write_text("")
    for name in ("other.svg", "broken.svg", "empty.svg"):
        with raises("ValueError"):
            solution.read_plan(str(work / name))
    with raises("ValueError"):
        solution.read_plan(draw("", namespace="http://o.example/"))
    for shape in ('<rect width="1"/>', '<rect width="1" height="2.5"/>', "<circle/>", '<circle r="1" cx=""/>', '<circle r="x"/>'):
        with raises("ValueError"):
            solution.read_plan(draw(shape))


def test_references_that_lead_nowhere_are_refused(solution, draw):
    for drawing in (
        '<use href="#a"/>',
        '<use id="a" href="#a"/>',
        '<g id="a"><circle r="1"/><use href="#a"/></g>',
        '<defs><use id="a" href="#b"/><g id="b"><use href="#a"/></g></defs><use href="#b"/>',
    ):
        with raises("ValueError"):
            solution.read_plan(draw(drawing))
