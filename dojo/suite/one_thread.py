"""The app as a server with one thread serves it: while one guest waits, nobody else is served.

`flask run --without-threads` is such a server, and so is a sync worker of gunicorn, its default.
"""

from contextlib import ExitStack

from dojo.http.exchange import STATUS
from dojo.http.live import Server
from dojo.http.wire import Conversation
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse
from dojo.suite.promise import promise

PATIENCE = 1.0  # seconds without a byte until a guest hangs up


class OneThread:
    """Guests of an app that is served by one thread. Each has a connection of their own.

    It is used in a `with`; at its end all guests hang up.
    """

    def __init__(self, server: Server):
        self._server, self._waiting = server, ExitStack()

    def get(self, target: str, done: str) -> WireResponse:
        """GET, and the whole response; silence breaks a promise."""
        try:
            return self._server.guest().get(target, patience=PATIENCE)
        except NoAnswer:
            promise(False, done, "an answer", f"none for {PATIENCE:g} s", mark=STATUS)

    def begin(self, target: str) -> Conversation:
        """Send GET, and do not wait for the response."""
        return self._waiting.enter_context(self._server.guest().start("GET", target))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._waiting.close()
