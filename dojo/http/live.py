"""The app behind a real threaded server on this machine, on a port that the system picks."""

import socket
import threading
from contextlib import contextmanager
from contextlib import suppress

from flask import Flask
from werkzeug.serving import BaseWSGIServer
from werkzeug.serving import make_server
from werkzeug.serving import WSGIRequestHandler

from dojo.http.client import KEY
from dojo.http.exchange import Exchange
from dojo.http.wire import Guest

POLL = 0.01  # seconds between looks at a wish to shut down; the default of 0.5 costs that much


class _Quiet(WSGIRequestHandler):
    """Does not write a line for each request."""

    def log_request(self, code="-", size="-"):
        pass


class Server:
    """A served app: where it is, and guests for it."""

    def __init__(self, address: tuple[str, int]):
        self.address = address
        self.exchanges: dict[int, Exchange] = {}  # by the client's port
        self.by_hand = "http://127.0.0.1:5000"  # where people serve it who repeat an exchange

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "http://{}:{}".format(*self.address)

    def guest(self, cookies: dict[str, str] | None = None) -> Guest:
        """A new client, perhaps with cookies that it got elsewhere."""
        return Guest(self.address, cookies, told=self._overhear)

    def _overhear(self, port: int, exchange: Exchange) -> None:
        exchange.origin = self.by_hand
        self.exchanges[port] = exchange


@contextmanager
def serve(app: Flask, threaded: bool = True):
    """Serve the app within the block; yields the Server. `threaded`: several guests at a time."""

    def overheard(environ, start_response):
        if exchange := server.exchanges.get(int(environ.get("REMOTE_PORT", 0))):
            environ[KEY] = exchange
        return app(environ, start_response)

    listening = make_server("127.0.0.1", 0, overheard, threaded=threaded, request_handler=_Quiet)
    server = Server(listening.server_address)
    thread = threading.Thread(target=listening.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop(listening, thread)


def stop(listening: BaseWSGIServer, thread: threading.Thread) -> None:
    """End a server, and the thread that it runs in."""
    # an app that is stuck would keep shutdown() for ever
    threading.Thread(target=listening.shutdown, daemon=True).start()
    # Where the system can do this the server wakes up at once, and whoever still waits for a
    # connection gets an error: an app that asks itself would keep the thread.
    with suppress(OSError):
        listening.socket.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=1)
    listening.server_close()
