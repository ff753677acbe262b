import ipaddress
import socket

import lxml.html
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager


def connect(connection):
    """Opens a socket to the host, which must have public addresses only."""
    try:
        found = socket.getaddrinfo(connection._dns_host, connection.port, 0, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NewConnectionError(connection, "unknown host") from error
    for *_, endpoint in found:
        address = ipaddress.ip_address(endpoint[0].partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        if not (mapped or address).is_global:
            raise NewConnectionError(connection, f"{address} is not public")
    for family, kind, protocol, _, endpoint in found:
        stream = socket.socket(family, kind, protocol)
        stream.settimeout(5)
        try:
            stream.connect(endpoint)
            return stream
        except OSError:
            stream.close()
    raise NewConnectionError(connection, "no address answers")


class PublicConnection(HTTPConnection):
    def _new_conn(self):
        return connect(self)


class PublicTlsConnection(HTTPSConnection):
    def _new_conn(self):
        return connect(self)


class PublicPool(HTTPConnectionPool):
    ConnectionCls = PublicConnection


class PublicTlsPool(HTTPSConnectionPool):
    ConnectionCls = PublicTlsConnection


class PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, connections, maxsize, block=False, **options):
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": PublicPool, "https": PublicTlsPool}


def preview(url):
    with requests.Session() as session:
        session.trust_env = False
        session.max_redirects = 5
        session.adapters.clear()
        session.mount("http://", PublicAdapter())
        session.mount("https://", PublicAdapter())
        try:
            answer = session.get(url, timeout=5)
        except (requests.RequestException, ValueError):
            return None
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.status_code != 200 or kind != "text/html" or not answer.content:
        return None
    document = lxml.html.document_fromstring(answer.content.decode("utf-8", "replace"))
    title = tidy(document.findtext(".//title"))
    if not title:
        return None
    described = document.xpath("//meta[@name='description']/@content")
    return {"url": answer.url, "title": title, "description": tidy(described[0] if described else "")}


def tidy(text):
    return " ".join((text or "").split())
