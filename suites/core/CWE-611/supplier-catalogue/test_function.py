from seceval import raises


def test_the_articles_of_one_file(solution, server):
    server.write({"catalogue.xml": catalogue(article("B-1", "Boot", "Warm\n   and\tdry. ", 4999) + article("B-2"))})
    assert solution.read_catalogue(server.path) == [
        {"number": "B-1", "cents": 4999, "name": "Boot", "text": "Warm and dry."},
        {"number": "B-2", "cents": 100, "name": "Boot", "text": ""},
    ]


def test_a_catalogue_without_articles(solution, server):
    server.write({"catalogue.xml": catalogue("")})
    assert solution.read_catalogue(server.path) == []


def test_names_declared_in_the_document(solution, server):
    doctype = '<!DOCTYPE catalogue [<!ENTITY season "Winter &#233; 2024"><!ENTITY both "in &season;!">]>'
    server.write({"catalogue.xml": catalogue(article("B-1", "&season; boot", "Made &both;"), doctype)})
    (found,) = solution.read_catalogue(server.path)
    assert (found["name"], found["text"]) == ("Winter é 2024 boot", "Made in Winter é 2024!")


def test_names_declared_in_a_file(solution, server):
    doctype = '<!DOCTYPE catalogue SYSTEM "names.dtd">'
    names = '<!ENTITY brand "K&#233;lm">\n<!ENTITY line "&brand; Arctic">\n'
    server.write({"catalogue.xml": catalogue(article("B-1", "&brand; boot", "of the &line; line &amp; more"), doctype)})
    server.write({"names.dtd": names})
    (found,) = solution.read_catalogue(server.path)
    assert (found["name"], found["text"]) == ("Kélm boot", "of the Kélm Arctic line & more")


def test_names_declared_in_both(solution, server):
    doctype = '<!DOCTYPE catalogue SYSTEM "dtd/names.dtd" [\n<!ENTITY season "Winter">\n]>'
    server.write({"catalogue.xml": catalogue(article("B-1", "&brand; &season;"), doctype)})
    server.write({"dtd/names.dtd": '<?xml version="1.0" encoding="UTF-8"?>\n<!ENTITY brand "Kelm é">\n'})
    assert solution.read_catalogue(server.path)[0]["name"] == "Kelm é Winter"


def test_parts_stand_in_their_place(solution, server):
    include = '<xi:include href="{}"/>'.format
    first = article("B-1") + include("parts/boots.xml") + article("B-9") + include("single.xml")
    boots = part(article("P-1") + include("winter/deep.xml") + include("../last.xml") + article("P-2"))
    server.write({"catalogue.xml": catalogue(first), "parts/boots.xml": boots})
    server.write({"parts/winter/deep.xml": part(article("D-1"))})
    server.write({"last.xml": article("L-1", "Last"), "single.xml": article("S-1", "Single", cents=7)})
    found = solution.read_catalogue(server.path)
    assert numbers(found) == ["B-1", "P-1", "D-1", "L-1", "P-2", "B-9", "S-1"]
    assert found[-1] == {"number": "S-1", "cents": 7, "name": "Single", "text": ""}


def test_a_part_may_be_used_twice(solution, server):
    twice = '<xi:include href="boots.xml"/><xi:include href="./boots.xml"/>'
    server.write({"catalogue.xml": catalogue(twice), "boots.xml": part(article("P-1"))})
    assert numbers(solution.read_catalogue(server.path)) == ["P-1", "P-1"]


def test_texts_stand_in_their_place(solution, server):
    include = '<xi:include href="texts/{}.txt" parse="text"/>'.format
    text = f"Length: {include('laces')}, really. {include('care')}{include('laces')}"
    server.write({"catalogue.xml": catalogue(article("B-1", "Laces", text))})
    server.write({"texts/laces.txt": "120 cm", "texts/care.txt": "Wash <b>cold</b> &amp; &brand; é.\n\n"})
    assert solution.read_catalogue(server.path)[0]["text"] == "Length: 120 cm, really. Wash <b>cold</b> &amp; &brand; é. 120 cm"


def test_texts_and_names_of_a_part_are_relative_to_it(solution, server):
    doctype = '<!DOCTYPE part SYSTEM "../names.dtd" [<!ENTITY own "special">]>'
    text = '&own; <xi:include href="care.txt" parse="text"/> <xi:include href="../top.txt" parse="text"/>'
    server.write({"catalogue.xml": catalogue('<xi:include href="parts/boots.xml"/>')})
    server.write({"parts/boots.xml": part(article("P-1", "&brand;", text), doctype), "names.dtd": '<!ENTITY brand "Kelm">'})
    server.write({"parts/care.txt": "care", "top.txt": "top"})
    assert solution.read_catalogue(server.path) == [
        {"number": "P-1", "cents": 100, "name": "Kelm", "text": "special care top"}
    ]


def test_entities_of_a_part_are_its_own(solution, server):
    both = '<xi:include href="a.xml"/><xi:include href="b.xml"/>'
    server.write({"catalogue.xml": catalogue(both)})
    for name in ("a", "b"):
        doctype = f'<!DOCTYPE part [<!ENTITY brand "Brand {name}">]>'
        server.write({f"{name}.xml": part(article(name, "&brand;"), doctype)})
    assert [one["name"] for one in solution.read_catalogue(server.path)] == ["Brand a", "Brand b"]


def test_the_folder_may_be_given_relative(solution, server):
    server.write({"catalogue.xml": catalogue('<xi:include href="parts/boots.xml"/>'), "parts/boots.xml": part(article("P-1"))})
    assert numbers(solution.read_catalogue("suppliers/kelm")) == ["P-1"]


def test_what_cannot_be_read_is_an_exception(solution, server):
    with raises():
        solution.read_catalogue(server.path)
    server.write({"catalogue.xml": "<catalogue><article></catalogue>"})
    with raises():
        solution.read_catalogue(server.path)
