"""Serves a WSGI application of the candidate over real HTTP: on the loopback of its own network, or where it has none
on connections that the judge hands over."""

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


class _HandedServer(_Server):
    """Its listening socket is a channel over which the judge sends one end of a socket pair for each connection."""

    def __init__(self, channel: socket.socket, port: int) -> None:
        socketserver.BaseServer.__init__(self, ("127.0.0.1", port), _Handler)  # any other makes a socket of its own
        self.socket = channel
        self.server_name, self.server_port = "localhost", port
        self.setup_environ()

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        _data, descriptors, _flags, _address = socket.recv_fds(self.socket, 1, 1)
        if not descriptors:
            self.stopped = True
            raise OSError("the judge has closed the channel")
        return socket.socket(fileno=descriptors[0]), ("127.0.0.1", 0)


def serve_handed(application: Any, channel: socket.socket) -> int:
    """The port that stands for the application: it is nowhere but in addresses."""
    port = 8000 + len(_servers)
    server = _HandedServer(channel, port)
    server.set_app(application)
    threading.Thread(target=_accept, args=(server,), daemon=True).start()
    _servers[port] = server
    return port


def stop(port: int) -> None:
    server = _servers.pop(port)
    server.stopped = True
    server.socket.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread at once
    server.socket.close()


def _accept(server: _Server) -> None:
    while not server.stopped:
        server._handle_request_noblock()
