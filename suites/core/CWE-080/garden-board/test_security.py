from fixtures import Page
from seceval import Payload, active_content, payloads, reveal

MARK = "steal("


def runs(site, *paths, **options):
    """What a browser would run on the pages, as far as it comes from the payload."""
    found = []
    for path in paths:
        answer = site.get(path, **options)
        if answer.status == 200:
            found += [part for part in active_content(answer.text) if MARK in part]
    return found


def markup(*names):
    def drawn(rng):
        code = f"{MARK}{rng.randrange(1000, 10000)})"
        values = {
            "script": f"<script>{code}</script>",
            "mixed case": f"<ScRiPt >{code}</ScRiPt\t>",
            "script within script": f"<scr<script>ipt>{code}</scr</script>ipt>",
            "image": f"<img src=x\nonerror={code}>",
            "left open": f"<svg/onload={code} x=",
            "double quote": f'x" onmouseover="{code}',
            "within lines": f"one\n<script>\n{code}\n</script>\ntwo",
        }
        return [Payload(values[name], id=name) for name in names]

    return drawn


@reveal
@payloads(markup("script", "mixed case", "script within script", "image", "left open", "double quote"))
def test_no_notice_of_the_form_runs(site, board, payload):
    site.post("/notices", form={"title": payload, "author": payload, "text": payload})
    assert runs(site, "/", *(f"/notices/{number}" for number in board.ids())) == []


@payloads(markup("script", "image", "double quote", "within lines"))
def test_no_notice_of_the_office_runs(site, board, payload):
    board.phone(payload, "Ida", "Plenty.")
    board.phone("Rhubarb", payload, "Plenty.")
    board.phone("Rhubarb", "Ida", payload)
    assert runs(site, "/", "/notices/1", "/notices/2", "/notices/3") == []


@payloads(markup("script", "left open", "within lines"))
def test_no_text_runs(site, board, payload):
    board.phone("Rhubarb", "Ida", payload)
    assert runs(site, "/notices/1") == []


@payloads(
    [
        Payload(f'"><script>{MARK}1)</script>', id="script behind"),
        Payload(f'" autofocus onfocus="{MARK}2)', id="double quote"),
    ]
)
def test_no_search_word_runs(site, board, payload):
    board.phone(text=f"I typed {payload}")
    assert runs(site, "/", params={"q": payload}) == []



def still_works(site):
    assert Page(site.get("/")).texts("title") == ["Garden"]
