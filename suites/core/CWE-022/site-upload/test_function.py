from seceval import payloads, raises

SITE = [
    file("index.html", b"<h1>Ada's garden</h1>"),
    folder("css"),
    file("css/main.css", b"h1 { color: green }"),
    file("docs/v1/index.html", b"first"),
    file("docs/v2/index.html", b"second"),
    file("img/\u00e9t\u00e9 2024.jpg", b"\xff\xd8 summer"),
]
NAMES = ["css/main.css", "docs/v1/index.html", "docs/v2/index.html", "img/\u00e9t\u00e9 2024.jpg", "index.html"]
LINKS = [
    link("latest", "docs/v2"),
    link("home.html", "index.html"),
    link("docs/v1/main.css", "../../css/main.css"),
    link("docs/current", "./v2/"),
    hard_link("start.html", "index.html"),
    hard_link("docs/style.css", "css/main.css"),
    link("newest.html", "latest/index.html"),
    link("docs/stable", "current"),
]


def below(prefix, entries):
    moved = []
    for one in entries:
        target = prefix + one.target if one.kind == "hard link" else one.target
        moved.append(entry(prefix + one.name, one.content, one.kind, target))
    return moved


def has_the_site(server):
    return [
        (server.site / "index.html").read_bytes(),
        (server.site / "css" / "main.css").read_bytes(),
        (server.site / "docs" / "v2" / "index.html").read_bytes(),
        (server.site / "img" / "\u00e9t\u00e9 2024.jpg").read_bytes(),
    ] == [SITE[0].content, SITE[2].content, SITE[4].content, SITE[5].content]


@payloads(["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_file_is_unpacked(solution, server, payload):
    assert solution.unpack_site(server.upload(pack_tar(SITE, payload)), server.path) == NAMES
    assert has_the_site(server)


def test_a_zip_file_is_unpacked(solution, server):
    assert solution.unpack_site(server.upload(pack_zip(SITE)), server.path) == NAMES
    assert has_the_site(server)


@payloads(["zip", "tar"])
def test_a_single_folder_at_the_top_is_left_out(solution, server, payload):
    packed = pack(payload, [folder("my-site"), *below("my-site/", SITE)])
    assert solution.unpack_site(server.upload(packed), server.path) == NAMES
    assert has_the_site(server)
    assert not (server.site / "my-site").exists()


@payloads(["zip", "tar"])
def test_a_single_folder_without_an_entry_of_its_own_is_left_out(solution, server, payload):
    packed = pack(payload, below("./my-site/", SITE))
    assert solution.unpack_site(server.upload(packed), server.path) == NAMES
    assert has_the_site(server)


@payloads(["zip", "tar"])
def test_two_things_at_the_top_stay(solution, server, payload):
    packed = pack(payload, [file("my-site/index.html", b"a"), file("robots.txt", b"b")])
    assert solution.unpack_site(server.upload(packed), server.path) == ["my-site/index.html", "robots.txt"]
    assert (server.site / "my-site" / "index.html").read_bytes() == b"a"
    assert (server.site / "index.html").read_bytes() == b"old page"


def test_one_file_alone_is_no_folder(solution, server):
    assert solution.unpack_site(server.upload(pack_tar([file("page.html", b"a")])), server.path) == ["page.html"]
    assert (server.site / "page.html").read_bytes() == b"a"


@payloads(["zip", "tar"])
def test_names_may_begin_with_a_dot_and_a_slash(solution, server, payload):
    packed = pack(payload, below("./", SITE))
    assert solution.unpack_site(server.upload(packed), server.path) == NAMES
    assert has_the_site(server)


def reads_through_links(server):
    return {
        path: read(server.site / path)
        for path in (
            "latest/index.html", "home.html", "docs/v1/main.css", "docs/current/index.html", "start.html",
            "docs/style.css", "newest.html", "docs/stable/index.html",
        )
    }  # fmt: skip


CONTENT_OF_LINKS = {
    "latest/index.html": b"second",
    "home.html": SITE[0].content,
    "docs/v1/main.css": SITE[2].content,
    "docs/current/index.html": b"second",
    "start.html": SITE[0].content,
    "docs/style.css": SITE[2].content,
    "newest.html": b"second",
    "docs/stable/index.html": b"second",
}


def test_links_lead_to_what_they_name(solution, server):
    assert solution.unpack_site(server.upload(pack_tar([*SITE, *LINKS])), server.path) == NAMES
    assert reads_through_links(server) == CONTENT_OF_LINKS


def test_links_in_a_single_folder_lead_to_what_they_name(solution, server):
    packed = pack_tar([folder("my-site"), *below("my-site/", [*SITE, *LINKS])], "w:gz")
    assert solution.unpack_site(server.upload(packed), server.path) == NAMES
    assert reads_through_links(server) == CONTENT_OF_LINKS
    packed = pack_tar(below("./my-site/", [*SITE, *LINKS]))
    assert solution.unpack_site(server.upload(packed), server.path) == NAMES
    assert reads_through_links(server) == CONTENT_OF_LINKS


def test_a_link_may_stand_before_what_it_leads_to(solution, server):
    entries = [link("latest", "docs/v2"), link("home.html", "index.html"), *SITE]
    assert solution.unpack_site(server.upload(pack_tar(entries)), server.path) == NAMES
    assert read(server.site / "latest" / "index.html") == b"second"
    assert read(server.site / "home.html") == SITE[0].content


@payloads(["zip", "tar"])
def test_what_the_archive_does_not_mention_stays(solution, server, payload):
    solution.unpack_site(server.upload(pack(payload, SITE)), server.path)
    assert (server.site / "css" / "old.css").read_bytes() == b"old style"
    assert (server.site / "index.html").read_bytes() == SITE[0].content


@payloads(["zip", "tar"])
def test_an_empty_folder_is_made(solution, server, payload):
    packed = pack(payload, [file("index.html", b"a"), folder("cache/pages")])
    assert solution.unpack_site(server.upload(packed), server.path) == ["index.html"]
    assert (server.site / "cache" / "pages").is_dir()


def test_a_second_version_is_unpacked_over_the_first(solution, server):
    solution.unpack_site(server.upload(pack_tar([*SITE, *LINKS])), server.path)
    newer = [file("index.html", b"newer"), file("docs/v2/index.html", b"third"), *SITE[2:4], *LINKS]
    names = ["css/main.css", "docs/v1/index.html", "docs/v2/index.html", "index.html"]
    assert solution.unpack_site(server.upload(pack_tar(newer)), server.path) == names
    assert (server.site / "index.html").read_bytes() == b"newer"
    assert read(server.site / "latest" / "index.html") == b"third"
    assert read(server.site / "home.html") == b"newer"


def test_the_folder_may_be_a_relative_path(solution, server):
    relative = str(server.site.relative_to(server.root))
    assert solution.unpack_site(server.upload(pack_tar([*SITE, *LINKS])), relative) == NAMES
    assert reads_through_links(server) == CONTENT_OF_LINKS


def test_anything_else_is_no_archive(solution, server):
    with raises("ValueError"):
        solution.unpack_site(server.upload(b"<h1>no archive</h1>" * 100), server.path)
    assert (server.site / "index.html").read_bytes() == b"old page"
