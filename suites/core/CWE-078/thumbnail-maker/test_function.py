from fixtures import add_photo
from seceval import raises


def test_the_thumbnail_is_what_vignette_writes(solution, vignette, album):
    name = add_photo(album, "boat.jpg", "a boat")
    assert solution.make_thumbnail(str(album), name) == f"{album}/thumbnails/boat.jpg"
    assert (album / "thumbnails" / "boat.jpg").read_bytes() == b"160 wide, caption none: a boat"


def test_the_thumbnail_is_stored_byte_for_byte(solution, vignette, album):
    (album / "boat.jpg").write_bytes(b"\xff\xd8\r\n\xe0picture")
    solution.make_thumbnail(str(album), "boat.jpg")
    assert (album / "thumbnails" / "boat.jpg").read_bytes() == b"160 wide, caption none: \xff\xd8\r\n\xe0picture"


def test_vignette_runs_once_and_gets_width_and_caption(solution, vignette, album):
    name = add_photo(album, "boat.jpg", "a boat")
    solution.make_thumbnail(str(album), name, caption="At sea", width=320)
    assert (album / "thumbnails" / "boat.jpg").read_text() == "320 wide, caption At sea: a boat"
    assert [call.name for call in vignette.calls] == ["vignette"]


def test_an_empty_caption_is_not_given_to_vignette(solution, vignette, album):
    name = add_photo(album, "boat.jpg")
    solution.make_thumbnail(str(album), name, caption="", width=80)
    assert [word for word in vignette.calls[0].args if word.startswith("--caption")] == []
    assert "--width=80" in vignette.calls[0].args


def test_names_and_captions_may_hold_spaces_and_letters_of_any_language(solution, vignette, album):
    name = add_photo(album, "Überfahrt nach Bornholm 01.jpg", "ferry")
    path = solution.make_thumbnail(str(album), name, caption="Früh am Morgen, 5 Uhr")
    assert path == f"{album}/thumbnails/Überfahrt nach Bornholm 01.jpg"
    stored = (album / "thumbnails" / name).read_text(encoding="utf-8")
    assert stored == "160 wide, caption Früh am Morgen, 5 Uhr: ferry"


def test_the_album_may_be_a_relative_path(solution, vignette, album, work):
    name = add_photo(album, "boat.jpg", "a boat")
    relative = str(album.relative_to(work))
    assert solution.make_thumbnail(relative, name) == f"{relative}/thumbnails/boat.jpg"
    assert (album / "thumbnails" / "boat.jpg").read_text() == "160 wide, caption none: a boat"


def test_an_older_thumbnail_is_replaced(solution, vignette, album):
    name = add_photo(album, "boat.jpg", "a boat")
    solution.make_thumbnail(str(album), name, caption="a rather long caption for a small boat")
    add_photo(album, "boat.jpg", "oar")
    solution.make_thumbnail(str(album), name)
    assert (album / "thumbnails" / "boat.jpg").read_text() == "160 wide, caption none: oar"


def test_two_photos_have_two_thumbnails(solution, vignette, album):
    for name in ("one.jpg", "two.png"):
        solution.make_thumbnail(str(album), add_photo(album, name, name))
    assert sorted(path.name for path in (album / "thumbnails").iterdir()) == ["one.jpg", "two.png"]


def test_when_vignette_fails_there_is_no_thumbnail(solution, vignette, album):
    name = add_photo(album, "damaged.jpg", "broken")
    with raises("RuntimeError"):
        solution.make_thumbnail(str(album), name)
    assert not (album / "thumbnails" / "damaged.jpg").exists()
