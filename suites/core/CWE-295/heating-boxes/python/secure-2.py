import re
import ssl

import urllib3


class BoxError(Exception):
    """The box is not there, not the right one, or not well."""


def make_pool(address, port, fingerprint):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        timeout=10.0,
        retries=False,
        ssl_context=context,
        cert_reqs="CERT_NONE",
        assert_hostname=False,
        assert_fingerprint=re.sub("[^0-9A-Fa-f]", "", fingerprint),
    )


def fetch(pool, method, path, **options):
    response = pool.request(method, path, **options)
    if response.status != 200:
        raise BoxError(f"{path}: status {response.status}")
    value = response.json()
    if not isinstance(value, dict):
        raise BoxError(f"{path}: not an object")
    return value


def read_box(address, port, fingerprint, password):
    with make_pool(address, port, fingerprint) as pool:
        try:
            session = fetch(pool, "POST", "/session", json={"password": password})["session"]
            readings = fetch(pool, "GET", "/readings", headers={"X-Session": session})["readings"]
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, OSError) as error:
            raise BoxError(str(error)) from error
    if not isinstance(readings, dict):
        raise BoxError("no readings")
    return readings
