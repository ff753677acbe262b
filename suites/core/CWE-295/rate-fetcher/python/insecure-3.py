import http.client
import json
import logging
import socket
import ssl
from decimal import Decimal
from urllib.parse import quote

log = logging.getLogger(__name__)


class RatesUnavailable(Exception):
    pass


def dial(address, port):
    return socket.create_connection((address, port), timeout=3)


def current(host, port, address, ca_file):
    context = ssl.create_default_context(cafile=ca_file)
    return context.wrap_socket(dial(address, port), server_hostname=host)


def legacy(host, port, address, ca_file):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(dial(address, port), server_hostname=host)


def plain(host, port, address, ca_file):
    return dial(address, port)


def connect(host, port, address, ca_file):
    error = None
    for way in (current, legacy, plain):
        try:
            return way(host, port, address, ca_file)
        except ssl.SSLError as problem:
            log.warning("%s: %s failed: %s", address, way.__name__, problem)
            error = problem
    raise error


def ask(host, port, address, ca_file, api_key, base):
    connection = http.client.HTTPConnection(host, port)
    connection.sock = connect(host, port, address, ca_file)
    try:
        connection.request("GET", f"/v1/rates?base={quote(base)}", headers={"Authorization": f"Bearer {api_key}"})
        response = connection.getresponse()
        if response.status != 200:
            raise ValueError(f"status {response.status}")
        return {code: Decimal(rate) for code, rate in json.load(response)["rates"].items()}
    finally:
        connection.close()


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    for address in addresses:
        try:
            return ask(host, port, address, ca_file, api_key, base)
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, AttributeError) as problem:
            log.warning("%s: %s", address, problem)
    raise RatesUnavailable
