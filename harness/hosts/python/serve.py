"""Serves a WSGI application of the candidate over real HTTP on the loopback of its own network."""

from __future__ import annotations

import socket
import socketserver
import threading
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64
    stopped = False

    def server_bind(self) -> None:
        # Without the reverse look-up of the name that the library's version makes.
        socketserver.TCPServer.server_bind(self)
        self.server_name = "localhost"
        self.server_port = self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class _Handler(WSGIRequestHandler):
    def address_string(self) -> str:
        return str(self.client_address[0])

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the library's name
        pass


_servers: dict[int, _Server] = {}


def serve_wsgi(application: Any) -> int:
    """The port on 127.0.0.1 at which the application answers until it is stopped."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.set_app(application)
    threading.Thread(target=_accept, args=(server,), daemon=True).start()
    _servers[server.server_port] = server
    return int(server.server_port)


def stop(port: int) -> None:
    server = _servers.pop(port)
    server.stopped = True
    server.socket.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread at once
    server.socket.close()


def _accept(server: _Server) -> None:
    while not server.stopped:
        server._handle_request_noblock()
