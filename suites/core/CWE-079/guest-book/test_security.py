from seceval import active_content, payloads

MARK = "steal(4711)"


def runs(site, path, **options):
    """What a browser would run on the page, as far as it comes from the payload."""
    answer = site.get(path, **options)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return [part for part in active_content(answer.text) if MARK in part]


MARKUP = [
    f"<script>{MARK}</script>",
    f"<ScRiPt >{MARK}</ScRiPt\t>",
    f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    f"<img src=x onerror={MARK}>",
    f"<img src=x\nonerror={MARK}>",
    f"<svg/onload={MARK} x=",
    f"</p></article></title><script>{MARK}</script>",
    f"</script><img src=x onerror={MARK}>",
    f'" onmouseover="{MARK}',
    f"' onmouseover='{MARK}",
    f'<a href="javascript:{MARK}">Anna</a>',
    f'<iframe srcdoc="&lt;script&gt;{MARK}&lt;/script&gt;">',
]

ADDRESSES = [
    f"javascript:{MARK}",
    f"JaVaScRiPt:{MARK}",
    f"  javascript:{MARK}",
    f"\x01javascript:{MARK}",
    f"java\tscript:{MARK}",
    f"java\nscript:{MARK}",
    f"javascript\t:{MARK}",
    f"javascript://anna.example/%0a{MARK}",
    f"javascript:{MARK}//https://anna.example/",
    f"javascript:{MARK}//\nhttps://anna.example/",
    f'https://anna.example/" onmouseover="{MARK}',
    f"https://anna.example/' onmouseover='{MARK}",
    f'https://anna.example/"><script>{MARK}</script>',
]


@payloads(MARKUP)
def test_nothing_that_a_guest_writes_runs(site, book, payload):
    site.post("/entries", form={"name": payload, "town": payload, "text": payload})
    assert runs(site, "/") == []
    for row in book.rows():
        assert runs(site, f"/entries/{row[0]}") == []


@payloads(MARKUP)
def test_nothing_that_the_nightly_job_brings_runs(site, book, payload):
    number = book.copy_in(payload, payload, "", payload)
    assert runs(site, "/") == []
    assert runs(site, f"/entries/{number}") == []


@payloads(ADDRESSES)
def test_no_homepage_of_a_guest_runs(site, book, payload):
    site.post("/entries", form={"name": "Anna", "homepage": payload, "text": "Fine."})
    assert runs(site, "/") == []
    for row in book.rows():
        assert runs(site, f"/entries/{row[0]}") == []


@payloads(ADDRESSES)
def test_no_homepage_that_the_nightly_job_brings_runs(site, book, payload):
    number = book.copy_in("Anna", "Graz", payload, "Fine.")
    assert runs(site, "/") == []
    assert runs(site, f"/entries/{number}") == []


@payloads(
    [
        f"<script>{MARK}</script>",
        f'"><img src=x onerror={MARK}>',
        f'" autofocus onfocus="{MARK}',
        f"' autofocus onfocus='{MARK}",
    ]
)
def test_no_search_word_runs(site, book, payload):
    book.copy_in("Anna", text=f"I typed {payload}")
    assert runs(site, "/", params={"q": payload}) == []
