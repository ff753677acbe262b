from seceval import Payload, active_content, payloads, reveal

MARK = "steal("


def runs(site, path, **options):
    """What a browser would run on the page, as far as it comes from the payload."""
    answer = site.get(path, **options)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    return [part for part in active_content(answer.text) if MARK in part]


def call(rng):
    return f"{MARK}{rng.randrange(1000, 10000)})"


def markup(rng):
    code = call(rng)
    return [
        Payload(f"<script>{code}</script>", id="script"),
        Payload(f"<ScRiPt >{code}</ScRiPt\t>", id="script in mixed case"),
        Payload(f"<scr<script>ipt>{code}</scr</script>ipt>", id="script within script"),
        Payload(f"<img src=x onerror={code}>", id="image"),
        Payload(f"<img src=x\nonerror={code}>", id="image on two lines"),
        Payload(f"<svg/onload={code} x=", id="svg left open"),
        Payload(f"</p></article></title><script>{code}</script>", id="after the title"),
        Payload(f"</script><img src=x onerror={code}>", id="after the script"),
        Payload(f'" onmouseover="{code}', id="double quote"),
        Payload(f"' onmouseover='{code}", id="single quote"),
        Payload(f'<a href="javascript:{code}">Anna</a>', id="link"),
        Payload(f'<iframe srcdoc="&lt;script&gt;{code}&lt;/script&gt;">', id="page within the page"),
    ]


def addresses(rng):
    code = call(rng)
    return [
        Payload(f"javascript:{code}", id="script address"),
        Payload(f"JaVaScRiPt:{code}", id="mixed case"),
        Payload(f"  javascript:{code}", id="blanks in front"),
        Payload(f"\x01javascript:{code}", id="control character in front"),
        Payload(f"java\tscript:{code}", id="tab within"),
        Payload(f"java\nscript:{code}", id="line break within"),
        Payload(f"javascript\t:{code}", id="tab before the colon"),
        Payload(f"javascript://anna.example/%0a{code}", id="looks like a host"),
        Payload(f"javascript:{code}//https://anna.example/", id="web address behind"),
        Payload(f"javascript:{code}//\nhttps://anna.example/", id="web address on the second line"),
        Payload(f'https://anna.example/" onmouseover="{code}', id="double quote"),
        Payload(f"https://anna.example/' onmouseover='{code}", id="single quote"),
        Payload(f'https://anna.example/"><script>{code}</script>', id="script behind"),
    ]


def words(rng):
    code = call(rng)
    return [
        Payload(f"<script>{code}</script>", id="script"),
        Payload(f'"><img src=x onerror={code}>', id="image behind"),
        Payload(f'" autofocus onfocus="{code}', id="double quote"),
        Payload(f"' autofocus onfocus='{code}", id="single quote"),
    ]


@reveal
@payloads(markup)
def test_nothing_that_a_guest_writes_runs(site, book, payload):
    site.post("/entries", form={"name": payload, "town": payload, "text": payload})
    assert runs(site, "/") == []
    for row in book.rows():
        assert runs(site, f"/entries/{row[0]}") == []


@payloads(markup)
def test_nothing_that_the_nightly_job_brings_runs(site, book, payload):
    number = book.copy_in(payload, payload, "", payload)
    assert runs(site, "/") == []
    assert runs(site, f"/entries/{number}") == []


@payloads(addresses)
def test_no_homepage_of_a_guest_runs(site, book, payload):
    site.post("/entries", form={"name": "Anna", "homepage": payload, "text": "Fine."})
    assert runs(site, "/") == []
    for row in book.rows():
        assert runs(site, f"/entries/{row[0]}") == []


@payloads(addresses)
def test_no_homepage_that_the_nightly_job_brings_runs(site, book, payload):
    number = book.copy_in("Anna", "Graz", payload, "Fine.")
    assert runs(site, "/") == []
    assert runs(site, f"/entries/{number}") == []


@payloads(words)
def test_no_search_word_runs(site, book, payload):
    book.copy_in("Anna", text=f"I typed {payload}")
    assert runs(site, "/", params={"q": payload}) == []
