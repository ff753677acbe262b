import json
import urllib.parse

from seceval import Reply, fixture

KEY = "kq7-Wm2-zz81"
LYON, PARIS = "198.51.100.11", "198.51.100.12"
PHOTOS = "203.0.113.5"
OTHER = "203.0.113.66"
INNER = "10.20.0.8"
PHOTO = b"\x89PNG photo of a hinge"
SECRET = b"tariff of the purchasing department"


def segments(path):
    """What a web server makes of a path: dot segments are resolved, then each segment is decoded."""
    resolved = []
    for raw in path.split("/")[1:]:
        text = urllib.parse.unquote(raw)
        if text == "..":
            del resolved[-1:]
        elif text not in (".", ""):
            resolved.append(text)
    return resolved


class Branch:
    def __init__(self):
        self.articles = {
            "AB/12": {"stock": 12, "shelf": "C4"},
            "H-7.5": {"stock": 3, "shelf": "A1"},
            "50%+ #3?": {"stock": 1, "shelf": "B2"},
            "Ö 9": {"stock": 5, "shelf": "B9"},
        }
        self.reservations = {("H-7.5", "Noé"): 2}
        self.photos = {"AB/12": Reply(200, PHOTO, {"Content-Type": "image/png"})}
        self.seen = []
        self.keys = []

    def answer(self, request):
        path, mark, query = request.path.partition("?")
        self.seen.append((request.method, segments(path) + ([mark + query] if mark else [])))
        self.keys.append(request.headers.get("x-branch-key"))
        match (request.method, segments(path)):
            case ("GET", ["v1", "articles"] | ["v1"] | []):
                return Reply(200, json.dumps({"sku": "all", "stock": 1, "articles": self.articles}))
            case (_, ["v1", "articles", sku, *_rest]) if sku not in self.articles:
                return Reply(404)
            case ("GET", ["v1", "articles", sku]):
                return Reply(200, json.dumps({"sku": sku, **self.articles[sku]}), {"Content-Type": "application/json"})
            case ("DELETE", ["v1", "articles", sku]):
                del self.articles[sku]
                return Reply(204)
            case ("GET", ["v1", "articles", sku, "photo"]):
                return self.photos.get(sku) or Reply(404)
            case ("PUT", ["v1", "articles", sku, "reservations", name]):
                quantity = json.loads(request.body)["quantity"]
                if quantity > self.articles[sku]["stock"]:
                    return Reply(409)
                self.reservations[sku, name] = quantity
                return Reply(201)
            case ("DELETE", ["v1", "articles", sku, "reservations", name]):
                return Reply(204 if self.reservations.pop((sku, name), None) else 404)
        return Reply(404)


class World:
    def __init__(self, network):
        self.network = network
        self.branch = Branch()
        self.photos = {"/hinge.png": Reply(200, PHOTO + b" 2", {"Content-Type": "image/png"})}
        network.name("lyon.branches.example", LYON)
        network.name("paris-2.branches.example", PARIS)
        network.name("cdn.photos.example", PHOTOS)
        for name in ("evil.example", "evilphotos.example", "photos.example.evil.example", "cdn.photos.example.evil.example"):
            network.name(name, OTHER)
        network.http(LYON, 80, self.branch.answer)
        network.http(PARIS, 80, lambda request: Reply(500))
        self.photo_server = network.http(PHOTOS, 80, lambda request: self.photos.get(request.path) or Reply(404))
        tariff = Reply(200, SECRET, {"Content-Type": "image/png"})
        self.elsewhere = [network.http(address, 80, lambda request: tariff) for address in (OTHER, INNER)]

    def reached(self):
        """Requests to machines that a gateway has nothing to ask of."""
        return [(server.address, one.path) for server in self.elsewhere for one in server.requests]


@fixture
def world(network):
    return World(network)


@fixture
def branch(world):
    return world.branch


@fixture
def client(solution, web, world):
    return web(solution.create_app())
