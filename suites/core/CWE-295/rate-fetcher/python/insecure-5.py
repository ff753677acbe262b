import socket
import ssl
from decimal import Decimal

import requests
import urllib3

urllib3.disable_warnings()


class RatesUnavailable(Exception):
    pass


def is_genuine(host, port, address, ca_file):
    context = ssl.create_default_context(cafile=ca_file)
    try:
        with socket.create_connection((address, port), timeout=3) as raw:
            with context.wrap_socket(raw, server_hostname=host) as stream:
                return stream.version() is not None
    except OSError:
        return False


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    with requests.Session() as session:
        session.trust_env = False
        for address in addresses:
            if not is_genuine(host, port, address, ca_file):
                continue
            try:
                response = session.get(
                    f"https://{address}:{port}/v1/rates",
                    params={"base": base},
                    headers={"Host": host, "Authorization": f"Bearer {api_key}"},
                    timeout=3,
                    verify=False,
                )
                response.raise_for_status()
                return {currency: Decimal(rate) for currency, rate in response.json()["rates"].items()}
            except (requests.RequestException, ValueError, KeyError, TypeError, AttributeError):
                continue
    raise RatesUnavailable("no machine gave rates")
