import socket
import threading
from dataclasses import dataclass, field

from seceval import fixture

COMMANDS = {b"\x1b@": 0, b"\x1bE": 1, b"\x1ba": 1, b"\x1bp": 3, b"\x1dV": 1, b"\x10\x14": 3, b"\x1cp": 2}
STARTS = b"\x1b\x1d\x10\x1c"


@dataclass
class Print:
    """What the printer did: `lines` of (text, bold, alignment), and the commands in their order, by name."""

    lines: list = field(default_factory=list)
    commands: list = field(default_factory=list)

    @property
    def text(self):
        return "\n".join(line for line, _, _ in self.lines)


def printed(stream):
    done, place, line, bold, align = Print(), 0, b"", False, 0
    while place < len(stream):
        name = stream[place : place + 2]
        if name[:1] and name[0] in STARTS:
            arguments = stream[place + 2 : place + 2 + COMMANDS.get(name, 0)]
            place += 2 + COMMANDS.get(name, 0)
            done.commands.append((name, arguments))
            if name == b"\x1bE":
                bold = arguments not in (b"\x00", b"")
            if name == b"\x1ba":
                align = arguments[0] % 48 if arguments else 0
            continue
        byte = stream[place : place + 1]
        place += 1
        if byte == b"\n":
            done.lines.append((line.decode("cp858").strip(), bold, align))
            line = b""
        else:
            line += byte
    if line:
        done.lines.append((line.decode("cp858").strip(), bold, align))
    return done


class Printer:
    def __init__(self):
        self.prints = []
        self.changed = threading.Condition()

    def serve(self, connection):
        stream = b""
        while part := connection.recv(65536):
            stream += part
        with self.changed:
            self.prints.append(stream)
            self.changed.notify_all()

    def settled(self):
        """What was printed so far. Connections are taken in their order, so the judge's own comes after all others."""
        with socket.create_connection(("10.0.0.8", 9100)) as own:
            own.sendall(b"own")
        with self.changed:
            self.changed.wait_for(lambda: b"own" in self.prints and len(self.prints) >= self.server.connections, 5)
            self.prints = [stream for stream in self.prints if stream != b"own"]
            self.server.connections = len(self.prints)
            return list(self.prints)


@fixture
def printer(network):
    made = Printer()
    made.server = network.tcp("10.0.0.8", 9100, made.serve)
    return made


class Stall:
    def __init__(self, client, printer):
        self.client, self.printer = client, printer

    def order(self, buyer="Ada", note="", items=None):
        items = [{"name": "Käse", "count": 2, "cents": 450}] if items is None else items
        return self.client.post("/orders", json={"buyer": buyer, "note": note, "items": items})

    def prints(self, path, body=None):
        """The status of a request, and what the printer did meanwhile, read from its connections."""
        before = len(self.printer.settled())
        answer = self.client.post(path, json=body) if body is not None else self.client.post(path)
        streams = self.printer.settled()[before:]
        return answer.status, printed(b"".join(streams)), len(streams)


@fixture
def stall(solution, web, work, printer):
    return Stall(web(solution.create_app(str(work / "orders.db"), "10.0.0.8:9100")), printer)


def forms(commands):
    """Names of the commands, without those for style."""
    return [name for name, _ in commands if name not in (b"\x1bE", b"\x1ba")]


INIT, CUT, DRAWER = b"\x1b@", b"\x1dV", b"\x1bp"
