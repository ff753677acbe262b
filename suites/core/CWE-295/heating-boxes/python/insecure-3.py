import hashlib
import hmac
import http.client
import json
import ssl


class BoxError(Exception):
    pass


def _context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the fingerprint decides
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    return context


def _ask(address, port, fingerprint, method, path, **request):
    connection = http.client.HTTPSConnection(address, port, timeout=10, context=_context())
    try:
        connection.request(method, path, **request)
        certificate = connection.sock.getpeercert(binary_form=True)
        if not certificate or not hmac.compare_digest(hashlib.sha256(certificate).hexdigest(), fingerprint):
            raise BoxError(f"{address} is not the box with the fingerprint {fingerprint}")
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise BoxError(f"{address} does not answer: {error}") from error
    finally:
        connection.close()
    if response.status != 200:
        raise BoxError(f"{address} answers {path} with {response.status}")
    try:
        return json.loads(content)
    except ValueError as error:
        raise BoxError(f"{address} does not answer in JSON") from error


def read_box(address, port, fingerprint, password):
    fingerprint = fingerprint.replace(":", "").replace(" ", "").lower()
    body = json.dumps({"password": password})
    headers = {"Content-Type": "application/json"}
    try:
        session = _ask(address, port, fingerprint, "POST", "/session", body=body, headers=headers)["session"]
        readings = _ask(address, port, fingerprint, "GET", "/readings", headers={"X-Session": session})["readings"]
    except (KeyError, TypeError) as error:
        raise BoxError("an answer of another form") from error
    if not isinstance(readings, dict):
        raise BoxError("readings of another form")
    return readings
