import http.client
import json
import socket
import ssl
from decimal import Decimal
from fnmatch import fnmatch
from urllib.parse import urlencode


class RatesUnavailable(Exception):
    pass


class WrongHost(OSError):
    pass


def check_name(certificate, host):
    names = [value for kind, value in certificate.get("subjectAltName", ()) if kind == "DNS"]
    for name in names:
        if fnmatch(host, name) or name.endswith(host):
            return
    raise WrongHost(f"certificate is for {names}")


def open_connection(host, port, address, ca_file):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(ca_file)
    stream = context.wrap_socket(socket.create_connection((address, port), 3), server_hostname=host)
    check_name(stream.getpeercert(), host)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = stream
    return connection


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    for address in addresses:
        try:
            connection = open_connection(host, port, address, ca_file)
            connection.request(
                "GET", "/v1/rates?" + urlencode({"base": base}), headers={"Authorization": "Bearer " + api_key}
            )
            response = connection.getresponse()
            body = response.read()
            connection.close()
            if response.status != 200:
                continue
            return {name: Decimal(rate) for name, rate in json.loads(body)["rates"].items()}
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AttributeError):
            pass
    raise RatesUnavailable("tried all machines")
