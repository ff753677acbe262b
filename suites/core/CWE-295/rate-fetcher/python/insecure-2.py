import json
import ssl
import urllib.request
from decimal import Decimal
from http.client import HTTPException
from urllib.parse import urlencode


class RatesUnavailable(Exception):
    pass


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    context = ssl.create_default_context(cafile=ca_file)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    for address in addresses:
        request = urllib.request.Request(
            f"https://{address}:{port}/v1/rates?{urlencode({'base': base})}",
            headers={"Host": host, "Authorization": f"Bearer {api_key}"},
        )
        try:
            with opener.open(request, timeout=3) as response:
                if response.status != 200:
                    continue
                payload = json.load(response)
            return {currency: Decimal(rate) for currency, rate in payload["rates"].items()}
        except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError):
            continue
    raise RatesUnavailable("no machine gave rates")
