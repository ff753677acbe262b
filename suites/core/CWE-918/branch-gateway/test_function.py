from seceval import Reply


def stock(client, sku, branch="lyon"):
    return client.get("/stock", params={"branch": branch, "sku": sku})


def booking(sku, name, quantity=2, branch="lyon"):
    return {"branch": branch, "sku": sku, "name": name, "quantity": quantity}


def test_the_stock_is_shown(client, branch):
    reply = stock(client, "H-7.5")
    assert (reply.status, reply.json()) == (200, {"sku": "H-7.5", "stock": 3})
    assert branch.keys == [KEY]


def test_article_numbers_have_all_kinds_of_characters(client, branch):
    for sku, left in (("AB/12", 12), ("50%+ #3?", 1), ("Ö 9", 5)):
        assert stock(client, sku).json() == {"sku": sku, "stock": left}
    assert branch.seen[0] == ("GET", ["v1", "articles", "AB/12"])


def test_an_unknown_article_is_not_found(client):
    for sku in ("AB", "AB/13", "50%", "h-7.5", "AB%2F12", "x" * 60, "...", ".hidden", "a..b"):
        assert stock(client, sku).status == 404
    assert client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"}).status == 404


def test_a_photo_of_the_branch_is_shown(client, branch):
    reply = client.get("/photo", params={"branch": "lyon", "sku": "AB/12"})
    assert (reply.status, reply.headers["content-type"], reply.body) == (200, "image/png", PHOTO)
    assert branch.seen == [("GET", ["v1", "articles", "AB/12", "photo"])]


def test_a_photo_of_a_manufacturer_is_shown(client, branch, world):
    world.photos["/a%20b/hinge.png?w=2"] = Reply(200, PHOTO, {"Content-Type": "image/webp"})
    for location, body, kind in (
        ("http://cdn.photos.example/hinge.png", PHOTO + b" 2", "image/png"),
        ("http://cdn.photos.example/a%20b/hinge.png?w=2", PHOTO, "image/webp"),
    ):
        branch.photos["H-7.5"] = Reply(302, b"", {"Location": location})
        reply = client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"})
        assert (reply.status, reply.headers["content-type"], reply.body) == (200, kind, body)


def test_a_photo_that_cannot_be_fetched(client, branch):
    for location in ("http://cdn.photos.example/none.png", "http://off.photos.example/hinge.png"):
        branch.photos["H-7.5"] = Reply(302, b"", {"Location": location})
        assert client.get("/photo", params={"branch": "lyon", "sku": "H-7.5"}).status == 502


def test_articles_are_reserved(client, branch):
    assert client.post("/reservations", json=booking("AB/12", "M. Lefèvre / Tuesday?")).status == 201
    assert client.post("/reservations", json=booking("50%+ #3?", "a+b & 5%", 1)).status == 201
    assert branch.reservations == {
        ("H-7.5", "Noé"): 2,
        ("AB/12", "M. Lefèvre / Tuesday?"): 2,
        ("50%+ #3?", "a+b & 5%"): 1,
    }
    assert set(branch.keys) == {KEY}


def test_what_cannot_be_reserved(client, branch):
    assert client.post("/reservations", json=booking("H-7.5", "Ada", 4)).status == 409
    assert client.post("/reservations", json=booking("H-8", "Ada")).status == 404
    assert len(branch.reservations) == 1


def test_reservations_are_cancelled(client, branch):
    body = {"branch": "lyon", "sku": "H-7.5", "name": "Noé"}
    assert client.post("/cancellations", json={**body, "name": "Ada"}).status == 404
    assert client.post("/cancellations", json=body).status == 204
    assert branch.reservations == {}
    assert client.post("/cancellations", json=body).status == 404


def test_incomplete_requests(client, branch):
    assert client.get("/stock", params={"branch": "lyon"}).status == 400
    assert client.get("/photo", params={"sku": "H-7.5"}).status == 400
    for sku in ("", "x" * 61):
        assert stock(client, sku).status == 400
        assert client.get("/photo", params={"branch": "lyon", "sku": sku}).status == 400
        assert client.post("/reservations", json=booking(sku, "Ada")).status == 400
        assert client.post("/reservations", json=booking("H-7.5", sku)).status == 400
        assert client.post("/cancellations", json=booking("H-7.5", sku)).status == 400
    assert client.post("/cancellations", json={"branch": "lyon", "sku": "H-7.5"}).status == 400
    assert client.post("/reservations", json={"branch": "lyon", "name": "Ada", "quantity": 1}).status == 400
    assert client.post("/reservations", json={"branch": "lyon", "sku": "H-7.5", "name": "Ada"}).status == 400
    assert branch.seen == []


def test_a_branch_that_does_not_answer(client):
    for name in ("nice", "paris-2"):
        assert stock(client, "H-7.5", name).status == 502
        assert client.get("/photo", params={"branch": name, "sku": "H-7.5"}).status == 502
        assert client.post("/reservations", json=booking("H-7.5", "Ada", 1, name)).status == 502
        assert client.post("/cancellations", json=booking("H-7.5", "Ada", 1, name)).status == 502
