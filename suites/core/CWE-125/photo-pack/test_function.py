from fixtures import HARBOUR, THEIRS, photo, theirs


def test_the_own_photos_are_listed(serve):
    member = serve(HARBOUR)
    listed = member.get("/photos")
    assert listed.status == 200
    other = len(member.get("/photos/4").body)
    assert listed.json() == [{"number": 2, "size": len(HARBOUR)}, {"number": 4, "size": other}]
    assert [one["number"] for one in member.get("/photos", THEIRS).json()] == [1, 3]
    assert member.get("/photos", 99).json() == []


def test_a_photo_is_sent_whole(serve):
    member = serve(HARBOUR)
    whole = member.get("/photos/2")
    assert (whole.status, whole.body) == (200, HARBOUR)
    assert whole.headers["content-type"] == "application/octet-stream"
    assert member.get("/photos/1", THEIRS).body == theirs()


def test_photos_that_are_not_there_or_of_others_are_404(serve):
    member = serve(HARBOUR)
    for path in ("/photos/1", "/photos/99", "/photos/1/parts", "/photos/3/parts/thmb", "/photos/99/caption"):
        assert member.get(path).status == 404


END = len(HARBOUR) - 1
RANGES = [
    ("bytes=0-3", 0, 3),
    ("bytes=10-10", 10, 10),
    ("bytes=20-", 20, END),
    ("bytes=-5", END - 4, END),
    (f"bytes=0-{END}", 0, END),
]
PIECES = [
    ("from=3&count=4", b"3456"),
    ("from=7", b"789"),
    ("count=2", b"01"),
    ("from=8&count=50", b"89"),
    ("from=0&count=10", b"0123456789"),
]


def test_a_range_is_a_piece(serve):
    member = serve(HARBOUR)
    for header, first, last in RANGES:
        piece = member.get("/photos/2", Range=header)
        assert (piece.status, piece.body) == (206, HARBOUR[first : last + 1])
        assert piece.headers.get("content-range") == f"bytes {first}-{last}/{len(HARBOUR)}"


def test_a_range_over_the_end_means_the_end(serve):
    member = serve(HARBOUR)
    size = len(member.get("/photos/4").body)
    piece = member.get("/photos/4", Range=f"bytes=10-{size + 100}")
    assert (piece.status, piece.body) == (206, member.get("/photos/4").body[10:])
    assert piece.headers.get("content-range") == f"bytes 10-{size - 1}/{size}"


def test_a_range_that_begins_beyond_the_photo_is_416(serve):
    assert serve(HARBOUR).get("/photos/2", Range="bytes=900-1000").status == 416


def test_other_ranges_are_ignored(serve):
    member = serve(HARBOUR)
    for header in ("bytes=0-1,4-5", "lines=0-3", "bytes=a-b", "bytes=-"):
        whole = member.get("/photos/2", Range=header)
        assert (whole.status, whole.body) == (200, HARBOUR)


def test_parts_are_listed_in_the_order_of_the_table(serve):
    member = serve(HARBOUR)
    parts = member.get("/photos/2/parts")
    assert parts.status == 200
    listed = [(part["name"], part["length"]) for part in parts.json()]
    assert listed == [("capt", 16), ("thmb", 10), ("thmb", 6), ("raw ", 65)]
    assert member.get("/photos/4/parts").json()[0] == {"name": "exif", "length": 10}


def test_a_part_is_sent(serve):
    member = serve(HARBOUR)
    part = member.get("/photos/2/parts/thmb")
    assert (part.status, part.body, part.headers["content-type"]) == (200, b"0123456789", "application/octet-stream")
    assert member.get("/photos/4/parts/thmb").body == bytes(range(64))
    assert member.get("/photos/2/parts/exif").status == 404


def test_a_piece_of_a_part_is_sent(serve):
    member = serve(HARBOUR)
    for query, content in PIECES:
        piece = member.get("/photos/2/parts/thmb?" + query)
        assert (piece.status, piece.body) == (200, content)


def test_the_caption_is_text(serve):
    member = serve(HARBOUR)
    caption = member.get("/photos/4/caption")
    assert (caption.status, caption.text) == (200, "Möwe")
    assert caption.headers["content-type"] == "text/plain; charset=utf-8"
    assert member.get("/photos/2/caption").text == "Harbour"


def test_a_caption_without_a_length_ends_at_its_zero_byte(serve):
    old = photo([("capt", b"", 45, 0), ("thmb", b"abc"), ("exif", b"Windy day\0rest")])
    assert serve(old).get("/photos/2/caption").text == "Windy day"


def test_a_photo_without_a_caption(serve):
    assert serve(photo([("thmb", b"abc")])).get("/photos/2/caption").status == 404


def test_what_is_no_photo_can_be_fetched(serve):
    other = b"GIF8" + HARBOUR[4:]
    member = serve(other)
    assert member.get("/photos/2").body == other
    for path in ("parts", "parts/thmb", "caption"):
        assert member.get(f"/photos/2/{path}").status == 404
