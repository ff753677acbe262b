import http.client
import json
import socket
import ssl
from decimal import Decimal
from urllib.parse import urlencode


class RatesUnavailable(Exception):
    pass


class MachineConnection(http.client.HTTPSConnection):
    """HTTPS to a host by name, at an address that is known already."""

    def __init__(self, host, port, address, context):
        super().__init__(host, port, timeout=3, context=context)
        self._address = address
        self._tls = context

    def connect(self):
        stream = socket.create_connection((self._address, self.port), self.timeout)
        try:
            self.sock = self._tls.wrap_socket(stream, server_hostname=self.host)
        except BaseException:
            stream.close()
            raise


def fetch_rates(host, port, addresses, ca_file, api_key, base):
    context = ssl.create_default_context(cafile=ca_file)
    path = "/v1/rates?" + urlencode({"base": base})
    for address in addresses:
        connection = MachineConnection(host, port, address, context)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {api_key}"})
            response = connection.getresponse()
            if response.status == 200:
                rates = json.loads(response.read())["rates"]
                return {currency: Decimal(value) for currency, value in rates.items()}
        except (OSError, http.client.HTTPException, ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            pass
        finally:
            connection.close()
    raise RatesUnavailable(f"none of {len(addresses)} machines gave rates")
