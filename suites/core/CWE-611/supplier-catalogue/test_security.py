from seceval import Payload, Reply, payloads, refusal_allowed, reveal

OUTSIDE = ("job.conf", "job.xml", "job.dtd", "suppliers/kelm-nord")
ORDINARY = {
    "catalogue.xml": catalogue(
        article("B-1", "&brand; boot", '<xi:include href="t/1.txt" parse="text"/>') + '<xi:include href="p/b.xml"/>',
        '<!DOCTYPE catalogue SYSTEM "names.dtd">',
    ),
    "names.dtd": '<!ENTITY brand "Kelm">',
    "p/b.xml": part(article("P-1")),
    "t/1.txt": "Warm",
}


def still_works(solution, server):
    for name in ("catalogue.xml", "names.dtd", "p", "t"):
        path = server.folder / name
        if path.is_symlink():
            path.unlink()
    server.write(ORDINARY)
    assert numbers(solution.read_catalogue(server.path)) == ["B-1", "P-1"]


def leaked(solution, server, watch, files):
    """What of the rest of the machine was opened or has come into the catalogue."""
    watched = {name: watch(server.root / name) for name in OUTSIDE}
    server.write({name: content.replace("ROOT", str(server.root)) for name, content in files.items()})
    found = None
    with refusal_allowed():
        found = solution.read_catalogue(server.path)
    return [name for name, one in watched.items() if one.opened] + secrets_in(found)


def secrets_in(found):
    return [SECRET] if SECRET in str(found) else []


def text_of(href):
    return article("B-1", text=f'<xi:include href="{href}" parse="text"/>')


def part_of(href):
    return f'<xi:include href="{href}"/>'


TEXTS = {
    "up": "../../job.conf",
    "of another supplier": "../kelm-nord/prices.txt",
    "absolute": "ROOT/job.conf",
    "file address": "file://ROOT/job.conf",
    "encoded dots": "%2e%2e/%2E%2E/job.conf",
    "encoded slashes": "..%2F..%2Fjob.conf",
}
PARTS = {
    "up": "../../job.xml",
    "of another supplier": "../kelm-nord/prices.xml",
    "absolute": "ROOT/job.xml",
    "file address": "FILE://localhostROOT/job.xml",
    "encoded dots": "%2e%2e/%2e%2e/job.xml",
    "through a folder and up": "p/../../../job.xml",
}
DECLARATIONS = {
    "file of names, up": ('SYSTEM "../../job.dtd"', "rebate"),
    "file of names, of another supplier": ('SYSTEM "../kelm-nord/names.dtd"', "rebate"),
    "file of names, absolute": ('SYSTEM "ROOT/job.dtd"', "rebate"),
    "file of names, public": ('PUBLIC "-//Kelm//Names" "file://ROOT/job.dtd"', "rebate"),
    "file of names, encoded": ('SYSTEM "%2e%2e/%2e%2e/job.dtd"', "rebate"),
    "entity": ('[<!ENTITY x SYSTEM "../../job.conf">]', "x"),
    "entity, file address": ('[<!ENTITY x SYSTEM "file://ROOT/job.conf">]', "x"),
    "parameter entity": ('[<!ENTITY % more SYSTEM "../../job.dtd"> %more;]', "rebate"),
    "entity in the file of names": ('SYSTEM "evil.dtd"', "x"),
    "parameter entity in the file of names": ('SYSTEM "wrap.dtd"', "leak"),
}
DTDS = {
    "evil.dtd": '<!ENTITY x SYSTEM "ROOT/job.conf">',
    "wrap.dtd": '<!ENTITY % f SYSTEM "../../job.conf"><!ENTITY % w "<!ENTITY leak \'%f;\'>">%w;',
}


def named(values):
    return [Payload(value, id=id) for id, value in values.items()]


@reveal
@payloads(named(TEXTS))
def test_no_text_of_another_place_gets_into_the_catalogue(solution, server, watch, payload):
    assert leaked(solution, server, watch, {"catalogue.xml": catalogue(text_of(payload)), **{"p/x.xml": ""}}) == []


@payloads(named(PARTS))
def test_no_part_of_another_place_gets_into_the_catalogue(solution, server, watch, payload):
    files = {"catalogue.xml": catalogue(article("B-1") + part_of(payload)), "p/b.xml": part("")}
    assert leaked(solution, server, watch, files) == []


@payloads(named(DECLARATIONS))
def test_no_declaration_reads_from_another_place(solution, server, watch, payload):
    declaration, name = payload
    files = {"catalogue.xml": catalogue(article("B-1", f"&{name};"), f"<!DOCTYPE catalogue {declaration}>"), **DTDS}
    assert leaked(solution, server, watch, files) == []


@payloads([
    Payload(("p/b.xml", part(part_of("../../kelm-nord/prices.xml"))), id="part"),
    Payload(("p/b.xml", part(text_of("../../../job.conf"))), id="text"),
    Payload(("p/b.xml", part(article("P-1", "&rebate;"), '<!DOCTYPE part SYSTEM "../../kelm-nord/names.dtd">')), id="names"),
])  # fmt: skip
def test_a_part_reads_from_no_other_place_either(solution, server, watch, payload):
    name, content = payload
    assert leaked(solution, server, watch, {"catalogue.xml": catalogue(part_of(name)), name: content}) == []


@payloads([
    Payload('<part xml:base="../">' + part_of("kelm-nord/prices.xml") + "</part>", id="part"),
    Payload('<part xml:base="../../">' + text_of("job.conf") + "</part>", id="text"),
    Payload('<part xml:base="file://ROOT/">' + part_of("job.xml") + "</part>", id="file address"),
])  # fmt: skip
def test_no_other_base_moves_the_catalogue_to_another_place(solution, server, watch, payload):
    files = {"catalogue.xml": catalogue(payload), "kelm-nord/prices.xml": "<part/>", "job.conf": "", "job.xml": "<part/>"}
    assert leaked(solution, server, watch, files) == []


@payloads([
    Payload(("t", "../../", text_of("t/job.conf")), id="folder"),
    Payload(("t.txt", "../kelm-nord/prices.txt", text_of("t.txt")), id="text"),
    Payload(("p.xml", "ROOT/job.xml", part_of("p.xml")), id="part"),
])  # fmt: skip
def test_no_link_leads_to_another_place(solution, server, payload):
    name, target, content = payload
    (server.folder / name).symlink_to(target.replace("ROOT", str(server.root)))
    server.write({"catalogue.xml": catalogue(content)})
    with refusal_allowed():  # to open it, and then to look where it lies, is a way as well
        assert secrets_in(solution.read_catalogue(server.path)) == []


@payloads([
    Payload((part_of("http://198.51.100.7/x.xml"), ""), id="part"),
    Payload((text_of("http://198.51.100.7/x.xml"), ""), id="text"),
    Payload((article("B-1"), '<!DOCTYPE catalogue SYSTEM "http://198.51.100.7/x.dtd">'), id="names"),
])  # fmt: skip
def test_no_other_machine_is_asked(solution, server, network, payload):
    other = network.http("198.51.100.7", handler=lambda request: Reply(body=article("X-3", SECRET)))
    content, doctype = payload
    server.write({"catalogue.xml": catalogue(content, doctype)})
    with refusal_allowed():
        assert SECRET not in str(solution.read_catalogue(server.path))
    assert other.connections == 0
