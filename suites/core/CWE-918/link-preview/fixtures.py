from seceval import Reply, fixture

PUBLIC = "93.184.216.34"
OTHER = "151.101.1.69"
QUIET = "93.184.216.99"  # public, and nobody listens there
SECRET = "Wages of May"


def page(title, description=None, status=200):
    meta = "" if description is None else f'<meta name="description" content="{description}">'
    body = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{meta}</head><body>Hello</body></html>"
    return Reply(status=status, body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def redirect(location, status=302):
    return Reply(status=status, body=b"", headers={"Location": location})


class Internet:
    """Two public web servers. `replies` maps a path to what both answer."""

    def __init__(self, network):
        self.replies = {"/": page("Front page")}
        network.name("shop.example", PUBLIC)
        network.name("www.shop.example", OTHER)
        network.name("quiet.example", QUIET)
        self.servers = [
            network.http(PUBLIC, 80, self.answer),
            network.http(OTHER, 80, self.answer),
            network.http(PUBLIC, 8080, self.answer),
        ]

    def answer(self, request):
        return self.replies.get(request.path) or page("Nothing here", status=404)


class Inside:
    """What only our own machines should reach."""

    def __init__(self, network):
        self.network = network
        self.servers = []
        self.calls = []

    def serve(self, address, port=80):
        self.servers.append(self.network.http(address, port, lambda request: page(SECRET)))

    def serve_encrypted(self, address, name):
        self.network.name(name, address)
        self.servers.append(self.network.https(address, names=[name], handler=lambda request: page(SECRET)))

    def serve_files(self, address):
        def answer(connection):
            self.calls.append("ftp")
            connection.sendall(b"421 closed\r\n")

        self.network.tcp(address, 21, answer)

    def reached(self):
        return [request.path for server in self.servers for request in server.requests] + self.calls


@fixture
def internet(network):
    return Internet(network)


@fixture
def inside(network):
    return Inside(network)
