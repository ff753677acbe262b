import datetime
import http.client
import json
import socket
import ssl
from decimal import Decimal
from urllib.parse import urlencode

from cryptography import x509


class RatesUnavailable(Exception):
    pass


def check(certificate, authority, host):
    now = datetime.datetime.now(datetime.timezone.utc)
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise ValueError("the certificate is not valid now")
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if host not in names.get_values_for_type(x509.DNSName):
        raise ValueError("the certificate is for another host")
    issuer = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    if issuer.key_identifier is None or authority.not_valid_after_utc < now:
        raise ValueError("the certificate has no issuer")


def ask(address, host, port, authority, api_key, base):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with context.wrap_socket(socket.create_connection((address, port), 3), server_hostname=host) as stream:
        check(x509.load_der_x509_certificate(stream.getpeercert(True)), authority, host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = stream
        query = urlencode({"base": base})
        connection.request("GET", f"/v1/rates?{query}", headers={"Authorization": "Bearer " + api_key})
        response = connection.getresponse()
        if response.status != 200:
            raise ValueError(response.reason)
        return {currency: Decimal(rate) for currency, rate in json.load(response)["rates"].items()}


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    with open(ca_file, "rb") as file:
        authority = x509.load_pem_x509_certificate(file.read())
    for address in addresses:
        try:
            return ask(address, host, port, authority, api_key, base)
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, AttributeError):
            continue
        except x509.ExtensionNotFound:
            continue
    raise RatesUnavailable("no machine gave rates")
