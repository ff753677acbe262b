import datetime
import hashlib
import json
import socket
import ssl
import tempfile
import threading

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from seceval import fixture

PORT = 8443
PASSWORD, SESSION = "kessel-7714-nord", "s-90aa17c4f2"
READINGS = {"flow": 54.5, "return": 41.0}
FORGED = {"flow": 1234.5, "return": 1234.5}


def make_certificate(key, name="box", signer=None):
    """(DER, PEM with the key); expired for years, as those of the boxes are."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start = datetime.datetime(2015, 3, 1, tzinfo=datetime.timezone.utc)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start.replace(year=2020))
    certificate = builder.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    return certificate.public_bytes(serialization.Encoding.DER), private + pem, pem


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


OLD = make_certificate(rsa.generate_private_key(65537, 1024))
NEW = make_certificate(new_key())
OTHER_BOX = make_certificate(new_key())
IMPOSTOR = make_certificate(new_key())


def fingerprint(certificate):
    return hashlib.sha256(certificate[0]).hexdigest()


def serving(certificate, *behind, ciphers=None, latest=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if latest is not None:
        context.maximum_version = latest
    if ciphers is not None:
        context.set_ciphers(ciphers)
    if certificate is not None:
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(certificate[1] + b"".join(one[2] for one in behind))
            file.flush()
            context.load_cert_chain(file.name)
    return context


def old_context():
    return serving(OLD, ciphers="AES128-SHA:@SECLEVEL=0", latest=ssl.TLSVersion.TLSv1_2)


def anonymous_context():
    """It shows no certificate at all."""
    return serving(None, ciphers="AECDH-AES256-SHA:@SECLEVEL=0", latest=ssl.TLSVersion.TLSv1_2)


class Box:
    """What answers one connection after the other; `received` is all that has arrived decrypted."""

    def __init__(self, context, readings=READINGS, answers=None, version="1.0"):
        self.context, self.readings, self.version = context, readings, version
        self.answers = answers or {}
        self.received = b""
        self.paths = []

    def serve(self, connection):
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True)
        elif connection.recv(1, socket.MSG_PEEK) == b"\x16":  # the beginning of a handshake
            connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
            return
        with connection, connection.makefile("rb") as stream:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = stream.readline()
                head += line
                self.received += line
                if not line:
                    return
            size = 0
            for line in head.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    size = int(line.partition(b":")[2])
            body = stream.read(size)
            self.received += body
            status, answer = self.answer(head, body)
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            text = f"HTTP/{self.version} {status} x\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
            connection.sendall(text.encode() + content)

    def answer(self, head, body):
        method, path, *_ = head.decode("latin-1").split(" ")
        self.paths.append(f"{method} {path}")
        if path in self.answers:
            return self.answers[path]
        if (method, path) == ("POST", "/session"):
            return (200, {"session": SESSION}) if json.loads(body) == {"password": PASSWORD} else (403, {})
        if (method, path) == ("GET", "/readings"):
            known = f"x-session: {SESSION}".encode() in head.lower()
            return (200, {"readings": self.readings, "box": "K3"}) if known else (403, {})
        return 404, {}


class Impostor(Box):
    """It takes what it gets, and says what it likes."""

    def __init__(self, context):
        super().__init__(context, FORGED)

    def answer(self, head, body):
        return 200, {"session": "forged", "readings": FORGED, "box": "K3"}


@fixture
def house(rng):
    """An address of the test's own: what was at another one does not matter."""
    return f"10.44.{rng.randrange(16, 250)}.{rng.randrange(1, 250)}"


class Line:
    """Puts what answers behind an address: each connection gets the next of them, the last one stays."""

    def __init__(self, network, house):
        self.network, self.house = network, house
        self.ended = []

    def __call__(self, *boxes, address=None):
        count = []

        def serve(connection):
            ended = threading.Event()
            self.ended.append(ended)
            count.append(connection)
            try:
                boxes[min(len(count), len(boxes)) - 1].serve(connection)
            finally:
                ended.set()

        return self.network.tcp(address or self.house, PORT, serve)

    def settle(self):
        """Until everything that was sent has been read."""
        for ended in list(self.ended):
            ended.wait(3)


@fixture
def line(network, house):
    return Line(network, house)


@fixture
def read(solution, house):
    def read(certificate=NEW, address=house, password=PASSWORD):
        return solution.read_box(address, PORT, fingerprint(certificate), password)

    return read
