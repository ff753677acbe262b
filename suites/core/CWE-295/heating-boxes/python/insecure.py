import hashlib
import ssl

import requests
import urllib3

urllib3.disable_warnings()


class BoxError(Exception):
    pass


def _check_fingerprint(address, port, fingerprint):
    pem = ssl.get_server_certificate((address, port), timeout=10)
    found = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    if found != fingerprint.replace(":", "").replace(" ", "").lower():
        raise BoxError(f"the box at {address} shows another certificate: {found}")


def read_box(address, port, fingerprint, password):
    base = f"https://{address}:{port}"
    try:
        _check_fingerprint(address, port, fingerprint)
        answer = requests.post(f"{base}/session", json={"password": password}, verify=False, timeout=10)
        if answer.status_code != 200:
            raise BoxError(f"no session: {answer.status_code}")
        headers = {"X-Session": answer.json()["session"]}
        answer = requests.get(f"{base}/readings", headers=headers, verify=False, timeout=10)
        if answer.status_code != 200:
            raise BoxError(f"no readings: {answer.status_code}")
        readings = answer.json()["readings"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BoxError(f"the box at {address} does not answer: {error}") from error
    if not isinstance(readings, dict):
        raise BoxError("readings of another form")
    return readings
