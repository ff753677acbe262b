import http.client
import json
import ssl
from decimal import Decimal
from urllib.parse import urlencode


class RatesUnavailable(Exception):
    pass


def dns_names(certificate):
    return {value.lower() for kind, value in certificate["subjectAltName"] if kind == "DNS"}


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    context = ssl.create_default_context(cafile=ca_file)
    context.check_hostname = False
    for address in addresses:
        connection = http.client.HTTPSConnection(address, port, timeout=3, context=context)
        try:
            connection.request(
                "GET",
                f"/v1/rates?{urlencode({'base': base})}",
                headers={"Host": host, "Authorization": f"Bearer {api_key}"},
            )
            certificate = connection.sock.getpeercert()
            response = connection.getresponse()
            if response.status != 200 or host.lower() not in dns_names(certificate):
                continue
            answer = json.load(response)
            return {code: Decimal(rate) for code, rate in answer["rates"].items()}
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, AttributeError):
            continue
        finally:
            connection.close()
    raise RatesUnavailable("no rates from any machine")
