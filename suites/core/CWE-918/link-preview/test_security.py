from seceval import Payload, payloads, refusal_allowed, reveal


def still_works(solution, internet):
    assert solution.preview("http://shop.example/")["title"] == "Front page"


def inner_address(rng):
    return f"10.{rng.randrange(1, 255)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"


def number(address):
    one, two, three, four = (int(part) for part in address.split("."))
    return (one << 24) + (two << 16) + (three << 8) + four


def targets(rng):
    """(link, address, port): where the link leads."""
    ten = inner_address(rng)
    low = rng.randrange(2, 255)
    rest = ten.removeprefix("10.")
    loop = "127.0.0.1"
    shared = f"100.{rng.randrange(64, 128)}.100.{low}"
    return [
        Payload((f"http://{loop}/", loop, 80), id="loopback"),
        Payload((f"http://{ten}/wages", ten, 80), id="office"),
        Payload((f"http://172.{16 + low % 16}.4.{low}/", f"172.{16 + low % 16}.4.{low}", 80), id="data centre"),
        Payload((f"http://192.168.1.{low}:8080/", f"192.168.1.{low}", 8080), id="printer"),
        Payload(("http://169.254.169.254/latest/meta-data/", "169.254.169.254", 80), id="metadata"),
        Payload((f"http://{shared}/wages", shared, 80), id="shared address space"),
        Payload(("http://localhost/", loop, 80), id="localhost"),
        Payload(("HTTP://LocalHost/", loop, 80), id="localhost in mixed case"),
        Payload(("http://0.0.0.0/", loop, 80), id="no address"),
        Payload(("http://127.1/", loop, 80), id="short form"),
        Payload((f"http://{number(loop)}/", loop, 80), id="decimal loopback"),
        Payload((f"http://{number(ten)}/wages", ten, 80), id="decimal office"),
        Payload((f"http://{number(ten):#x}/wages", ten, 80), id="hexadecimal"),
        Payload((f"http://0xa.{rest}/wages", ten, 80), id="hexadecimal part"),
        Payload((f"http://012.{rest}/wages", ten, 80), id="octal part"),
        Payload((f"http://[::ffff:{loop}]/", loop, 80), id="within IPv6"),
        Payload((f"http://[::ffff:{number(ten) >> 16:x}:{number(ten) & 65535:x}]/wages", ten, 80), id="hidden in IPv6"),
        Payload(("http://intranet.example/wages", ten, 80), id="name of an inner address"),
        Payload(("http://metadata.example/", "169.254.169.254", 80), id="name of the metadata address"),
    ]


def spellings(rng):
    ten = inner_address(rng)
    return [
        Payload((f"http://shop.example@{ten}/wages", ten, 80), id="host as user"),
        Payload((f"http://shop.example:80@{ten}/wages", ten, 80), id="host and port as user"),
        Payload(("http://shop.example:80@intranet.example/wages", ten, 80), id="host as user of a name"),
        Payload((f"http://{ten}\\@shop.example/", ten, 80), id="backslash"),
        Payload((f" http://{ten}/wages", ten, 80), id="blank in front"),
    ]


def locations(rng):
    ten = inner_address(rng)
    return [
        *targets(rng),
        Payload((f"//{ten}/wages", ten, 80), id="without a scheme"),
        Payload((f"http://shop.example:80@{ten}/wages", ten, 80), id="host and port as user"),
        Payload((f"ftp://{ten}/wages", ten, 21), id="another scheme"),
    ]


def place(inside, network, payload):
    link, address, port = payload
    network.name("intranet.example", address)
    network.name("metadata.example", address)
    if port == 21:
        inside.serve_files(address)
    else:
        inside.serve(address, port)
    return link


@payloads(targets)
def test_no_link_leads_inside(solution, internet, inside, network, payload):
    link = place(inside, network, payload)
    result = None
    with refusal_allowed():
        result = solution.preview(link)
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads(spellings)
def test_no_spelling_of_an_address_leads_inside(solution, internet, inside, network, payload):
    link = place(inside, network, payload)
    result = None
    with refusal_allowed():
        result = solution.preview(link)
    assert inside.reached() == []
    assert SECRET not in str(result)


@reveal
@payloads(locations)
def test_no_redirect_leads_inside(solution, internet, inside, network, payload):
    internet.replies["/go"] = redirect(place(inside, network, payload))
    result = None
    with refusal_allowed():
        result = solution.preview("http://shop.example/go")
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads([Payload("https://wages.example/", id="at once"), Payload("http://shop.example/go", id="by a redirect")])
def test_no_encrypted_page_leads_inside(solution, internet, inside, rng, payload):
    inside.serve_encrypted(inner_address(rng), "wages.example")
    internet.replies["/go"] = redirect("https://wages.example/")
    result = None
    with refusal_allowed():
        result = solution.preview(payload)
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads([301, 302, 303, 307, 308])
def test_no_chain_of_redirects_leads_inside(solution, internet, inside, rng, payload):
    address = inner_address(rng)
    inside.serve(address)
    internet.replies["/1"] = redirect("http://www.shop.example/2", payload)
    internet.replies["/2"] = redirect("/3", payload)
    internet.replies["/3"] = redirect(f"http://{address}/wages", payload)
    result = None
    with refusal_allowed():
        result = solution.preview("http://shop.example/1")
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads([Payload(True, id="public first"), Payload(False, id="inner first")])
def test_a_name_with_a_public_and_an_inner_address_does_not_lead_inside(
    solution, internet, inside, network, rng, payload
):
    address = inner_address(rng)
    inside.serve(address)
    network.name("both.example", *([QUIET, address] if payload else [address, QUIET]))
    result = None
    with refusal_allowed():
        result = solution.preview("http://both.example/wages")
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads([Payload(1, id="at the second look"), Payload(2, id="at the third look")])
def test_a_name_that_changes_does_not_lead_inside(solution, internet, inside, network, rng, payload):
    address = inner_address(rng)
    inside.serve(address)
    internet.replies["/wages"] = page("Nothing to see")
    network.name("flip.example", PUBLIC, then=[PUBLIC] * (payload - 1) + [address])
    result = None
    with refusal_allowed():
        result = solution.preview("http://flip.example/wages")
    assert inside.reached() == []
    assert SECRET not in str(result)


@payloads(["file://{}", "FILE://{}", "file://localhost{}", "file:{}"])
def test_no_file_is_shown(solution, internet, watch, work, payload):
    path = work / "notes.html"
    path.write_bytes(page(SECRET).body)
    seen = watch(path)
    result = None
    with refusal_allowed():
        result = solution.preview(payload.format(path))
    assert SECRET not in str(result)
    assert not seen.opened
