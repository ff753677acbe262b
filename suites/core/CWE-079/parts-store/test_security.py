from fixtures import at
from seceval import Payload, active_content, payloads, reveal

MARK = "steal("
RENDERED = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")


def runs(*answers):
    """What a browser would run in these answers, as far as it comes from the payload."""
    found = []
    for answer in answers:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        guessed = not kind and answer.headers.get("x-content-type-options", "").lower() != "nosniff"
        if guessed or kind in RENDERED:
            found += [part for part in active_content(answer.text) if MARK in part]
    return found


def markup(*names):
    def drawn(rng):
        code = f"{MARK}{rng.randrange(1000, 10000)})"
        values = {
            "image": f"<img src=x onerror={code}>",
            "script": f"<script>{code}</script>",
            "mixed case": f"<ScRiPt>{code}</sCrIpT>",
            "single quote": f"x' onmouseover='{code}",
        }
        return [Payload(values[name], id=name) for name in names]

    return drawn


@reveal
@payloads(markup("image", "script", "mixed case"))
def test_no_code_runs(site, payload):
    assert runs(site.get("/find", params={"code": payload})) == []


@payloads(markup("image"))
def test_no_address_of_a_page_runs(site, payload):
    assert runs(site.get(at("parts", payload))) == []
    assert runs(site.get(at("shelves", payload))) == []


@payloads(markup("image", "script"))
def test_no_field_of_a_form_runs(site, payload):
    taken = {"number": "99", "pieces": "1", "by": "TK"}
    assert runs(site.post("/take", form={**taken, "by": payload})) == []
    assert runs(site.post("/take", form={**taken, "number": payload})) == []
    assert runs(site.post("/take", form={**taken, "pieces": payload})) == []
    assert runs(site.post("/take", form={**taken, "pieces": "40", "by": payload})) == []


@payloads(markup("image", "script", "single quote"))
def test_nothing_in_a_catalogue_runs(site, store, payload):
    shelf = payload.replace("/", "|")
    store.put((shelf + "1", payload, shelf, 1), ("500", payload, "F", 2))
    pages = [at("parts", shelf + "1"), at("parts", "500"), at("shelves", shelf), at("shelves", "F")]
    assert runs(*map(site.get, pages)) == []
    assert runs(site.get("/find", params={"code": "F"}), site.get("/find", params={"code": shelf})) == []
    assert runs(site.post("/take", form={"number": shelf + "1", "pieces": "1"})) == []
