from seceval import Payload, payloads, refusal_allowed, reveal

UP = "../"
# ROOT stands for the absolute path above all sites.
NAMES = {
    "up": "../new.html",
    "up twice, over a file": "../../server.key",
    "up from a subfolder": "css/../../new.html",
    "absolute": "ROOT/new.html",
    "a dot and a slash before an absolute name": "./ROOT/new.html",
    "a folder with the same beginning": "../123/private.html",
    "up, twice over": "....//new.html",
}
# Below a folder that is left out, so that a name gets shorter after it was looked at.
SHORTENED = {
    "up": "my-site/../new.html",
    "absolute": "my-site/ROOT/new.html",
    "up from a subfolder": "my-site/css/../../new.html",
}
LINKS = {
    "to a file": [link("page.html", "../../server.key")],
    "to a file by its absolute path": [link("page.html", "ROOT/server.key")],
    "to a folder": [link("shared", "../7")],
    "to a file, up from a subfolder that is there": [link("page.html", "css/../../7/private.html")],
    "to a folder, and a file in it": [file("index.html"), link("out", ".."), file("out/new.html")],
    "to the folder above all, and a file in it": [file("a"), link("css/out", "../../.."), file("css/out/server.key")],
    "to a file, and new content for it": [link("page.html", "../7/private.html"), file("page.html")],
    "to a file that is not there, and content for it": [link("page.html", "../new.html"), file("page.html")],
    "by way of another link": [folder("a"), link("a/b", ".."), link("a/b/page", "../7"), file("robots.txt")],
    "through a name that becomes a link later": [link("shared", "later/../7"), link("later", ".")],
}
LINKS_IN_THE_FOLDER_LEFT_OUT = {
    "to a file": [file("my-site/index.html"), link("my-site/page.html", "../../server.key")],
    "to a folder beside": [file("my-site/index.html"), link("my-site/shared", "../7")],
    "to a file, from a subfolder": [file("my-site/index.html"), link("my-site/css/page.html", "../../7/private.html")],
}
HARD_LINKS = {
    "to a file": [hard_link("page.html", "../../server.key")],
    "to a file, and new content for it": [hard_link("page.html", "../7/private.html"), file("page.html")],
    "to a file beside a folder that is left out": [
        file("my-site/index.html"), hard_link("my-site/page.html", "my-site/../7/private.html"),
    ],
    "with an absolute name": [file("index.html"), hard_link("ROOT/server.key", "index.html")],
    "with an absolute name below a folder that is left out": [
        file("my-site/index.html"), hard_link("my-site/ROOT/server.key", "my-site/index.html"),
    ],
    "to a link": [link("page.html", "../7/private.html"), hard_link("other.html", "page.html")],
    "to a link that leads elsewhere from there": [
        file("server.key"), link("a/b/page.html", "../../server.key"), hard_link("page.html", "a/b/page.html"),
    ],
    "to such a link by a roundabout name": [
        file("server.key"), link("a/b/page.html", "../../server.key"), hard_link("page.html", "no/../a/b/page.html"),
    ],
    "to such a link with a dot behind it": [
        file("server.key"), link("a/b/page.html", "../../server.key"), hard_link("page.html", "a/b/page.html/."),
    ],
    "to a link that leads up from far below": [
        file("./ROOT/server.key"), link("1/2/3/4/5/6/7/8/page.html", UP * 8 + "ROOT/server.key"), hard_link("page.html", "1/2/3/4/5/6/7/8/page.html"),
    ],
}  # fmt: skip
TWO_VERSIONS = {
    "a link to a folder, then a file in it": ([link("out", "../7")], "tar", [file("a"), file("out/private.html")]),
    "a link to a folder, then a zip with a file in it": ([link("out", "..")], "zip", [file("a"), file("out/new.html")]),
    "a hard link, then content for it": ([hard_link("page.html", "../7/private.html")], "zip", [file("page.html")]),
    "a link to a name that becomes a link": ([link("shared", "later/../7")], "tar", [link("later", ".")]),
}


def named(cases):
    return [Payload(value, id=id) for id, value in cases.items()]


def at(server, text):
    return text.replace("ROOT", str(server.root))


def placed(server, entries):
    return [entry(at(server, one.name), one.content, one.kind, at(server, one.target)) for one in entries]


@reveal
@payloads(named(NAMES))
def test_no_name_in_a_zip_file_leaves_the_folder(solution, server, payload):
    packed = pack_zip([file("index.html"), file(at(server, payload))])
    with refusal_allowed():
        solution.unpack_site(server.upload(packed), server.path)
    assert harm(server) == []


@payloads(named(NAMES))
def test_no_name_in_a_tar_file_leaves_the_folder(solution, server, payload):
    packed = pack_tar([file("index.html"), file(at(server, payload))], "w:gz")
    with refusal_allowed():
        solution.unpack_site(server.upload(packed), server.path)
    assert harm(server) == []


@payloads(named(SHORTENED))
def test_no_shortened_name_leaves_the_folder(solution, server, payload):
    for form in ("zip", "tar"):
        packed = pack(form, [file("my-site/index.html"), file(at(server, payload))])
        with refusal_allowed():
            solution.unpack_site(server.upload(packed), server.path)
        assert harm(server) == []


@payloads(named(LINKS), named(LINKS_IN_THE_FOLDER_LEFT_OUT))
def test_no_symbolic_link_leaves_the_folder(solution, server, payload):
    with refusal_allowed():
        solution.unpack_site(server.upload(pack_tar(placed(server, payload))), server.path)
    assert harm(server) == []


@payloads(named(HARD_LINKS))
def test_no_hard_link_leaves_the_folder(solution, server, payload):
    with refusal_allowed():
        solution.unpack_site(server.upload(pack_tar(placed(server, payload))), server.path)
    assert harm(server) == []


@payloads(
    [
        Payload([link("page.html", "../../server.key")], id="to a file"),
        Payload([file("a"), link("out", ".."), file("out/new.html")], id="to a folder, and a file in it"),
    ]
)
def test_no_link_in_a_zip_file_leaves_the_folder(solution, server, payload):
    with refusal_allowed():
        solution.unpack_site(server.upload(pack_zip(payload)), server.path)
    assert harm(server) == []


@payloads(named(TWO_VERSIONS))
def test_no_later_version_leaves_the_folder_by_way_of_an_earlier_one(solution, server, payload):
    first, form, second = payload
    with refusal_allowed():
        solution.unpack_site(server.upload(pack_tar(placed(server, first))), server.path)
    with refusal_allowed():
        solution.unpack_site(server.upload(pack(form, placed(server, second))), server.path)
    assert harm(server) == []


def still_works(solution, server):
    packed = pack_tar([file("index.html", b"kept"), file("css/main.css", b"style")], "w:gz")
    assert solution.unpack_site(server.upload(packed), server.path) == ["css/main.css", "index.html"]
    assert (server.site / "css" / "main.css").read_bytes() == b"style"
