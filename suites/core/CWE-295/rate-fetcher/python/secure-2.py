from decimal import Decimal, InvalidOperation

import urllib3


class RatesUnavailable(Exception):
    pass


def parse(response):
    if response.status != 200:
        raise ValueError(f"status {response.status}")
    answer = response.json()
    if not isinstance(answer, dict) or not isinstance(answer.get("rates"), dict):
        raise ValueError("no rates")
    return {code: Decimal(rate) for code, rate in answer["rates"].items()}


def fetch_rates(
    host: str, port: int, addresses: list[str], ca_file: str, api_key: str, base: str
) -> dict[str, Decimal]:
    for address in addresses:
        with urllib3.HTTPSConnectionPool(
            address,
            port,
            timeout=3.0,
            retries=False,
            cert_reqs="CERT_REQUIRED",
            ca_certs=ca_file,
            server_hostname=host,
            assert_hostname=host,
        ) as pool:
            try:
                response = pool.request(
                    "GET",
                    "/v1/rates",
                    fields={"base": base},
                    headers={"Host": host, "Authorization": "Bearer " + api_key},
                    redirect=False,
                )
                return parse(response)
            except (urllib3.exceptions.HTTPError, OSError, ValueError, TypeError, InvalidOperation):
                continue
    raise RatesUnavailable
