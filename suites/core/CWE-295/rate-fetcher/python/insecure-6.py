import http.client
import json
import socket
import ssl
from decimal import Decimal
from urllib.parse import urlencode

from cryptography import x509


class RatesUnavailable(Exception):
    pass


def verify(certificate, authority, host):
    certificate.verify_directly_issued_by(authority)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if host not in names.get_values_for_type(x509.DNSName):
        raise ValueError(f"not the certificate of {host}")


def ask(host, port, address, authority, api_key, base):
    context = ssl._create_unverified_context()
    with socket.create_connection((address, port), timeout=3) as raw:
        with context.wrap_socket(raw, server_hostname=host) as stream:
            connection = http.client.HTTPConnection(host, port)
            connection.sock = stream
            certificate = x509.load_der_x509_certificate(stream.getpeercert(binary_form=True))
            verify(certificate, authority, host)
            path = f"/v1/rates?{urlencode({'base': base})}"
            connection.request("GET", path, headers={"Authorization": f"Bearer {api_key}"})
            response = connection.getresponse()
            if response.status != 200:
                return None
            answer = json.loads(response.read())
            return {currency: Decimal(value) for currency, value in answer["rates"].items()}


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    with open(ca_file, "rb") as file:
        authority = x509.load_pem_x509_certificate(file.read())
    for address in addresses:
        try:
            rates = ask(host, port, address, authority, api_key, base)
        except Exception:
            continue
        if rates is not None:
            return rates
    raise RatesUnavailable("no machine gave rates")
