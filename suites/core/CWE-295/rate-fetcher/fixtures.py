import json
import socket
import threading
from urllib.parse import parse_qs, urlsplit

from seceval import Reply, fixture

HOST = "rates.treasury.example"
PORT = 8443
FIRST, SECOND, ELSEWHERE = "10.20.0.11", "10.20.0.12", "10.20.0.99"
KEY = "key-5f0c2d"


def rates(**values):
    """A handler that answers with these rates, for the base that it is asked for."""

    def answer(request):
        base = parse_qs(urlsplit(request.path).query).get("base", ["EUR"])[0]
        body = json.dumps({"base": base, "rates": values}).encode()
        return Reply(body=body, headers={"Content-Type": "application/json"})

    return answer


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def relay(connection, address, port):
    """Passes a connection on to another server, unseen."""
    onward = socket.create_connection((address, port), timeout=10)
    back = threading.Thread(target=pump, args=(onward, connection), daemon=True)
    back.start()
    pump(connection, onward)
    back.join(10)
    onward.close()
    connection.close()


@fixture
def fetch(solution, network):
    """The call with all that stays the same."""

    def fetch(*addresses, base="EUR"):
        return solution.fetch_rates(HOST, PORT, list(addresses), str(network.ca_file), KEY, base)

    return fetch
