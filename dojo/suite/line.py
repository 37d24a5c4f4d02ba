"""A line: a guest who speaks to the served app over a real connection, and is not left waiting.

Where a test client gets an exception, a guest on a line gets silence or half a body. Here both
are broken promises.
"""

from werkzeug.wrappers import Response

from dojo.http.exchange import STATUS
from dojo.http.wire import Guest
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse
from dojo.suite.promise import promise

PATIENCE = 0.5  # seconds without a byte until a guest on a line hangs up


class Line:
    """A guest on a line. Each request has a connection of its own, held open for the response."""

    def __init__(self, guest: Guest):
        self._guest = guest

    def request(self, method: str, target: str, headers=(), body: bytes = b"") -> WireResponse:
        """Send a request and read the response, however far it comes; silence breaks a promise."""
        try:
            return self._guest.request(method, target, headers, body, patience=PATIENCE)
        except NoAnswer:
            done = f"A client sent {method} {target} over a real connection."
            promise(False, done, "an answer", f"none for {PATIENCE:g} s", mark=STATUS)

    def get(self, target: str, headers=()) -> WireResponse:
        """GET."""
        return self.request("GET", target, headers)

    def post(self, target: str, body: bytes, media_type: str) -> WireResponse:
        """POST, with a body of this media type."""
        return self.request("POST", target, {"Content-Type": media_type}, body)


def whole(response: Response, done: str) -> None:
    """The body has arrived whole: to the end that its framing promised."""
    seen = "a body that is cut off"
    promise(response.complete, done, "a body that arrives whole", seen, response)
