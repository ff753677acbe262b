from decimal import Decimal

import requests
import urllib3

urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)


class RatesUnavailable(Exception):
    pass


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    headers = {"Host": host, "Authorization": f"Bearer {api_key}"}
    for address in addresses:
        url = f"https://{address}:{port}/v1/rates"
        try:
            response = requests.get(url, params={"base": base}, headers=headers, timeout=3, verify=False)
            if response.status_code != 200:
                continue
            rates = response.json()["rates"]
            return {currency: Decimal(rate) for currency, rate in rates.items()}
        except (requests.RequestException, ValueError, KeyError, TypeError):
            continue
    raise RatesUnavailable("no machine gave rates")
