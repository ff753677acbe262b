from fixtures import FOREIGN, HARBOUR, PAIRS, photo, theirs
from seceval import Payload, payloads, refusal_allowed, reveal

SHORT = b"tiny"  # what a part really holds
AT = 18  # where it begins in a photo of one part


def foreign_in(response):
    """What of the neighbours' bytes is in the answer."""
    text = response.body.decode("latin-1")
    return [pair for pair in PAIRS if pair in text]


def still_works(serve):
    member = serve(HARBOUR)
    assert member.get("/photos/2/parts/thmb").body == b"0123456789"
    assert member.get("/photos/2/caption").text == "Harbour"
    assert member.get("/photos/2", Range="bytes=-5").body == HARBOUR[-5:]


@reveal
@payloads([
    Payload((AT, 300), id="longer than the photo"),
    Payload((AT + 4, 100), id="begins at the end of the photo"),
    Payload((AT + 100, 100), id="begins beyond the photo"),
    Payload((-200, 100), id="a place before the photo, as a signed number"),
])  # fmt: skip
def test_a_part_that_lies_gives_nothing_of_others(serve, payload):
    place, length = payload
    member = serve(photo([("thmb", SHORT, place, length)]))
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2/parts/thmb")) == []


@payloads([
    Payload("from=-200&count=150", id="from before the photo"),
    Payload("from=5&count=100", id="from one beyond the end"),
    Payload("from=4&count=-1", id="negative count"),
])  # fmt: skip
def test_no_piece_of_a_part_reaches_into_another_photo(serve, payload):
    member = serve(photo([("thmb", SHORT)]))
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2/parts/thmb?" + payload)) == []


def test_no_piece_of_a_part_that_lies_reaches_into_another_photo(serve):
    member = serve(photo([("thmb", SHORT, AT, 400)]))
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2/parts/thmb?from=2&count=300")) == []


@payloads([
    Payload("bytes=-200", id="the last bytes, more than there are"),
    Payload("bytes=0-300", id="over the end"),
])  # fmt: skip
def test_no_range_reaches_into_another_photo(serve, payload):
    member = serve(photo([("thmb", SHORT)]))
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2", Range=payload)) == []


@payloads([
    Payload((b"no end", AT, 0), id="no zero byte"),
    Payload((b"end\0", AT + 40, 0), id="begins beyond the photo"),
    Payload((b"end\0", -40, 30), id="a place before the photo, as a signed number"),
])  # fmt: skip
def test_no_caption_runs_on_into_another_photo(serve, payload):
    content, place, length = payload
    member = serve(photo([("capt", content, place, length)]), last=lambda: FOREIGN + b"\0")
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2/caption")) == []


def test_a_table_that_is_longer_than_the_photo_lists_nothing_of_others(serve):
    member = serve(photo([("thmb", SHORT)], count=60))
    for path in ("/photos/2/parts", "/photos/2/parts/QZXJ", "/photos/2/parts/ZXJQ", "/photos/2/caption"):
        with refusal_allowed():
            assert foreign_in(member.get(path)) == []


def test_a_photo_that_was_cut_short_shows_nothing_of_others(serve):
    member = serve(b"PHO1", last=lambda: FOREIGN)
    with refusal_allowed():
        assert foreign_in(member.get("/photos/2/parts")) == []
