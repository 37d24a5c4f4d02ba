"""A reader: somebody who reads a response piece by piece, as the app makes it.

It goes through the test client, which draws a piece when it is asked for, so that what the app has
done by then is the same each time. A body that breaks off is a broken promise.
"""

from collections.abc import Callable

from flask.testing import FlaskClient

from dojo.http.exchange import BODY
from dojo.http.exchange import recorder
from dojo.suite.promise import BrokenPromise
from dojo.suite.promise import exchange_of


class Reader:
    """Reads the response to one GET request; `text` is what has come so far.

    The test client has drawn the first piece when the request is sent. Use it with `with`, or call
    `leave()`, which is what a server does when a guest has hung up.
    """

    def __init__(self, client: FlaskClient, target: str, done: str):
        self.done, self.text, self.response = done, "", None
        self.response = self._unbroken(lambda: client.get(target))
        self._pieces = iter(self.response.iter_encoded())

    def read_to(self, words: str) -> str:
        """Read on until these words have come, or to the end; returns all that has come."""
        while words not in self.text and self.read_a_piece():
            pass
        return self.text

    def read_a_piece(self) -> bool:
        """Read what comes next, however long it is; tells whether anything came."""
        piece = self._unbroken(lambda: next(self._pieces, None))
        self.text += (piece or b"").decode()
        return piece is not None

    def rest(self) -> str:
        """Read to the end, and leave; returns all that has come."""
        while self.read_a_piece():
            pass
        self.leave()
        return self.text

    def leave(self) -> None:
        """Read no further."""
        if self.response is not None:
            self.response.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.leave()

    def _unbroken(self, act: Callable):
        try:
            return act()
        except Exception as error:
            exchange = exchange_of(self.response) if self.response else recorder.last
            exchange.crash = error
            lines = self.text.count("\n")
            seen = f"it broke off after {lines} line{'s' * (lines != 1)}"
            raise BrokenPromise(self.done, "a whole response", seen, exchange, BODY) from error
