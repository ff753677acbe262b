from seceval import Payload, payloads, refusal_allowed, reveal

SCRIPT = b"<script>fetch('/tickets/1/files')</script>"
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
XHTML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>' + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"


def still_works(desk):
    answer = desk.add("ordinary.png", PNG)
    assert desk.client.get(answer.json()["url"]).body == PNG


def visit(desk, answer):
    """What a supporter's browser gets at the address of a file, if the file was taken."""
    return [desk.client.get(answer.json()["url"])] if answer.status in (200, 201) else []


NAMES = {
    "html": ("page.html", PAGE),
    "htm in capitals": ("PAGE.HTM", PAGE),
    "xhtml": ("page.xhtml", XHTML),
    "shtml": ("page.shtml", PAGE),
    "xml": ("data.xml", XHTML),
    "xsl": ("style.xsl", XHTML),
    "rdf": ("data.rdf", XHTML),
    "svg": ("plan.svg", DRAWING),
    "svg in capitals": ("PLAN.SVG", DRAWING),
    "svgz": ("plan.svgz", DRAWING),
    "two endings": ("photo.png.html", PAGE),
    "no ending": ("README", PAGE),
    "unknown ending": ("page.support", PAGE),
    "a picture in front": ("photo.html", b"GIF89a/*" + PAGE),
    "a png in front": ("photo.htm", PNG + PAGE),
}


@reveal
@payloads([Payload(value, id=id) for id, value in NAMES.items()])
def test_no_file_runs_as_a_page_of_the_application(desk, payload):
    name, content = payload
    with refusal_allowed():
        for response in visit(desk, desk.add(name, content)):
            assert not runs_as_page(response)


@payloads([
    Payload(("page", "text/html"), id="html, no ending"),
    Payload(("page.support", "text/html; charset=utf-8"), id="html, unknown ending"),
    Payload(("photo.png.bak", "image/svg+xml"), id="svg"),
    Payload(("page.support", "application/xhtml+xml"), id="xhtml"),
])  # fmt: skip
def test_the_type_that_comes_with_a_file_makes_it_no_page(desk, payload):
    name, kind = payload
    with refusal_allowed():
        for response in visit(desk, desk.add(name, XHTML, content_type=kind)):
            assert not runs_as_page(response)


@payloads([
    Payload(("photo.png", "photo.html", PAGE), id="picture, html"),
    Payload(("notes.txt", "notes.xhtml", XHTML), id="text, xhtml"),
    Payload(("photo.png", "plan.svg", DRAWING), id="picture, svg"),
    Payload(("form.pdf", "README", PAGE), id="pdf, no ending"),
])  # fmt: skip
def test_another_name_makes_a_file_no_page(desk, payload):
    before, after, content = payload
    with refusal_allowed():
        made = desk.add(before, content, content_type="text/html")
        for response in visit(desk, desk.rename(made.json(), after)):
            assert not runs_as_page(response)


@payloads([".html", ".svg", ".xml"])
def test_another_address_makes_a_file_no_page(desk, payload):
    with refusal_allowed():
        url = desk.add("photo.png", DRAWING).json()["url"]
        addresses = [url.replace(".png", payload), url + "/x" + payload, url + payload, url.rsplit("/", 1)[0] + "/x" + payload]
        for address in addresses:
            assert not runs_as_page(desk.client.get(address))


OUTSIDE = {
    "up": "../../outside.txt",
    "further up": "../../../outside.txt",
    "into another folder": "../../outside/x.txt",
    "absolute": "ROOT/outside.txt",
    "onto the application": "../../../app.py",
}


@payloads([Payload(value, id=id) for id, value in OUTSIDE.items()])
def test_no_name_puts_a_file_elsewhere(desk, work, payload):
    (work / "app.py").write_bytes(b"the application")
    (work / "data" / "outside").mkdir()
    before = elsewhere(desk, work)
    name = payload.replace("ROOT", str(work))
    with refusal_allowed():
        desk.add(name, b"<?= mine ?>")
    with refusal_allowed():
        desk.rename(desk.add("a.png", PNG).json(), name)
    assert elsewhere(desk, work) == before


def elsewhere(desk, work):
    paths = [path for path in work.rglob("*") if desk.folder not in (path, *path.parents)]
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(paths)}


@payloads([Payload(False, id="by upload"), Payload(True, id="by another name")])
def test_no_name_replaces_what_is_in_the_folder(desk, payload):
    first = desk.add("contract.pdf", b"%PDF signed", ticket=3).json()
    stored = {str(path.relative_to(desk.folder)) for path in desk.folder.rglob("*") if path.is_file()}
    names = stored | {name.rpartition("/")[2] for name in stored} | {f"../{name}" for name in stored} | {f"../../{name}" for name in stored}
    for name in sorted(names):
        with refusal_allowed():
            if payload:
                desk.rename(desk.add("a.png", b"{}").json(), name)
            else:
                desk.add(name, b"{}")
    assert desk.list(3) == [first]
    assert desk.client.get(first["url"]).body == b"%PDF signed"
