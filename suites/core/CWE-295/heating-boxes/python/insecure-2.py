import hashlib
import http.client
import json
import ssl


class BoxError(Exception):
    pass


class Box:
    def __init__(self, address, port, fingerprint):
        self.connection = http.client.HTTPSConnection(
            address, port, timeout=10, context=ssl._create_unverified_context()
        )
        self.connection.connect()
        certificate = self.connection.sock.getpeercert(binary_form=True)
        if hashlib.sha256(certificate).hexdigest() != fingerprint:
            self.connection.close()
            raise BoxError("another certificate")

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body=body, headers=headers or {})
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise BoxError(f"{path}: {response.status}")
        return json.loads(content)


def read_box(address, port, fingerprint, password):
    fingerprint = "".join(fingerprint.lower().replace(":", " ").split())
    try:
        box = Box(address, port, fingerprint)
        session = box.ask("POST", "/session", json.dumps({"password": password}))["session"]
        readings = box.ask("GET", "/readings", headers={"X-Session": session})["readings"]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        raise BoxError(str(error)) from error
    if not isinstance(readings, dict):
        raise BoxError("no readings")
    return readings
