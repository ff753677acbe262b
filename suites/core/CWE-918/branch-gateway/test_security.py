from seceval import Payload, Reply, payloads, policy, reveal

ANY = "ANY"
ARTICLE = ["v1", "articles", ANY]
DOTS = [
    Payload(("H-7.5", ".."), id="name of two dots"),
    Payload(("H-7.5", "."), id="name of one dot"),
    Payload(("..", "Noé"), id="article of two dots"),
    Payload((".", "Noé"), id="article of one dot"),
]


def still_works(client):
    assert client.get("/stock", params={"branch": "lyon", "sku": "H-7.5"}).json() == {"sku": "H-7.5", "stock": 3}


def strange(branch, *expected):
    """Requests that are of another form than these."""
    return [one for one in branch.seen if not any(fits(one, form) for form in expected)]


def fits(seen, form):
    method, names = seen
    pairs = zip(names, form[1], strict=False)
    return method == form[0] and len(names) == len(form[1]) and all(there in (ANY, here) for here, there in pairs)


@reveal
@payloads(DOTS)
def test_a_cancellation_touches_one_reservation_only(client, branch, payload):
    sku, name = payload
    client.post("/cancellations", json={"branch": "lyon", "sku": sku, "name": name})
    assert "H-7.5" in branch.articles
    assert strange(branch, ("DELETE", [*ARTICLE, "reservations", ANY])) == []


@payloads(DOTS)
def test_a_reservation_is_put_nowhere_else(client, branch, payload):
    sku, name = payload
    client.post("/reservations", json={"branch": "lyon", "sku": sku, "name": name, "quantity": 1})
    assert strange(branch, ("PUT", [*ARTICLE, "reservations", ANY])) == []


@payloads([
    Payload(("/stock", ".."), id="stock of two dots"),
    Payload(("/stock", "."), id="stock of one dot"),
    Payload(("/photo", ".."), id="photo of two dots"),
    Payload(("/photo", "."), id="photo of one dot"),
])  # fmt: skip
def test_an_article_number_leads_to_articles_only(client, branch, payload):
    path, sku = payload
    client.get(path, params={"branch": "lyon", "sku": sku})
    assert strange(branch, ("GET", ARTICLE if path == "/stock" else [*ARTICLE, "photo"])) == []


@payloads([
    f"{INNER}/",
    f"{INNER}/?",
    f"{INNER}:80#",
    "evil.example/v1/articles/",
    "lyon@evil.example/",
    f"lyon:x@{INNER}/",
])
def test_a_branch_leads_to_branch_servers_only(client, world, payload):
    replies = [client.get(path, params={"branch": payload, "sku": "H-7.5"}) for path in ("/stock", "/photo")]
    client.post("/reservations", json={"branch": payload, "sku": "H-7.5", "name": "Ada", "quantity": 1})
    client.post("/cancellations", json={"branch": payload, "sku": "H-7.5", "name": "Ada"})
    assert world.reached() == []
    assert SECRET not in b"".join(reply.body for reply in replies)


@payloads([
    "http://evil.example/x.png",
    f"http://{INNER}/x.png",
    "http://evilphotos.example/x.png",
    "http://photos.example.evil.example/x.png",
    "http://cdn.photos.example.evil.example/x.png",
    "http://cdn.photos.example@evil.example/x.png",
    "http://cdn.photos.example:80@evil.example/x.png",
    "http://evil.example\\@cdn.photos.example/x.png",
    "http://evil.example#.photos.example",
    "http://evil.example/?.photos.example",
    "//evil.example/x.png",
])
def test_a_photo_comes_from_photo_servers_only(client, world, branch, payload):
    branch.photos["H-7.5"] = Reply(302, b"", {"Location": payload})
    reply = client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"})
    assert world.reached() == []
    assert SECRET not in reply.body


@payloads([
    Payload(f"http://{INNER}/x.png", id="to an inner machine"),
    Payload("http://evil.example/x.png", id="to another host"),
    Payload("http://lyon.branches.example/v1/articles", id="back to the branch"),
])  # fmt: skip
def test_a_photo_server_leads_nowhere_else(client, world, branch, payload):
    branch.photos["H-7.5"] = Reply(302, b"", {"Location": "http://cdn.photos.example/moved.png"})
    world.photos["/moved.png"] = Reply(302, b"", {"Location": payload})
    client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"})
    assert world.reached() == []
    assert strange(branch, ("GET", [*ARTICLE, "photo"])) == []


@policy
def test_photo_servers_do_not_see_the_key(client, world, branch):
    branch.photos["H-7.5"] = Reply(302, b"", {"Location": "http://cdn.photos.example/hinge.png"})
    client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"})
    assert [KEY for one in world.photo_server.requests if KEY in str(one.headers)] == []
