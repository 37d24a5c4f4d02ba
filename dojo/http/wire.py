"""HTTP over a plain socket: what really went over the wire, without a library's kindness."""

import http.client
import io
import socket
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from werkzeug.wrappers import Response

from dojo.http.exchange import Exchange
from dojo.http.exchange import Headers
from dojo.http.exchange import recorder
from dojo.http.patience import patient

PATIENCE = 2.0  # seconds without a byte until a server counts as silent
COOKIE_LIMIT = 4096  # bytes of name, value and attributes (RFC 6265, section 6.1)


class NoAnswer(AssertionError):
    """The server did not send what was waited for in time, or hung up before it did."""


class WireResponse(Response):
    """A response read from a socket.

    `raw` is every byte after the head, before chunks were taken apart; `complete` tells whether
    the body ended as its framing said that it would (RFC 9112, section 8).
    """

    exchange: Exchange
    raw: bytes
    complete: bool

    @property
    def text(self) -> str:
        """The body as text."""
        return self.get_data(as_text=True)


class Conversation:
    """One connection with one request on it, read piece by piece."""

    def __init__(self, address: tuple[str, int], exchange: Exchange, patience: float = PATIENCE):
        self.exchange = exchange
        try:
            self._socket = socket.create_connection(address, timeout=patient(patience))
        except OSError as error:
            raise NoAnswer(f"nobody listens any more: {error.strerror}") from error
        self.port = self._socket.getsockname()[1]
        self._response: http.client.HTTPResponse | None = None

    def send(self) -> None:
        """Send the request."""
        self._socket.sendall(_bytes_of(self.exchange))

    def head(self) -> WireResponse:
        """Wait for the status line and the headers; the body stays on the wire.

        Raises NoAnswer.
        """
        self._response = http.client.HTTPResponse(self._socket, method=self.exchange.method)
        self._answered(self._response.begin)
        return _response(self.exchange, self._response, b"", b"", complete=False)

    def piece(self) -> bytes:
        """The next bytes of the body, however many there are; empty at its end.

        Raises NoAnswer, also when the connection breaks in the middle of a chunked body.
        """
        piece = self._answered(lambda: self._response.read1(65536))
        self.exchange.keep(piece)
        self.exchange.read = not piece
        return piece

    def answer(self) -> WireResponse:
        """Read the response to its own end (RFC 9112, section 6.3).

        A development server hangs up a hundredth of a second later. Raises NoAnswer.
        """
        self.head()
        pieces: list[bytes] = []
        complete = True
        try:
            pieces.extend(iter(self.piece, b""))
        except NoAnswer:
            complete = False
        body = b"".join(pieces)
        return _response(self.exchange, self._response, body, body, complete)

    def rest(self) -> WireResponse:
        """Read everything until the server hangs up, and take it apart."""
        raw = bytearray()

        def drain() -> None:
            while received := self._socket.recv(65536):
                raw.extend(received)

        try:
            self._answered(drain)
        except NoAnswer:
            if b"\r\n\r\n" not in raw:
                raise
        return _parse(bytes(raw), self.exchange)

    def close(self) -> None:
        """Hang up, whatever is still under way."""
        if self._response is not None:
            self._response.close()
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _answered(self, wait: Callable):
        what = f"{self.exchange.method} {self.exchange.target}"
        try:
            return wait()
        except TimeoutError as error:
            patience = self._socket.gettimeout()
            self.exchange.way.gave_up(f"after {patience:g} s without a byte")
            raise NoAnswer(f"no answer to {what} within {patience:g} s") from error
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"the connection broke during {what}") from error


class Guest:
    """A client of a served app that keeps its cookies, as a browser does."""

    def __init__(self, address: tuple[str, int], cookies: dict[str, str] | None = None, told=None):
        self.address = address
        self.cookies: dict[str, str] = dict(cookies or {})
        self._told = told or (lambda port, exchange: None)

    def start(
        self,
        method: str,
        target: str,
        headers: dict[str, str] | Headers = (),
        body: bytes = b"",
        patience: float = PATIENCE,
    ) -> Conversation:
        """Send a request and return the open conversation. `patience` is in seconds."""
        given = list(headers.items()) if isinstance(headers, dict) else list(headers)
        names = {name.lower() for name, _ in given}
        pairs = [("Connection", "close"), *given]
        if "host" not in names:
            pairs.insert(0, ("Host", "{}:{}".format(*self.address)))
        if self.cookies and "cookie" not in names:
            pairs.append(("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items())))
        if body and not names & {"content-length", "transfer-encoding"}:
            pairs.append(("Content-Length", str(len(body))))
        exchange = recorder.start(Exchange(method, target, pairs, body))
        conversation = Conversation(self.address, exchange, patience)
        self._told(conversation.port, exchange)
        conversation.send()
        return conversation

    def request(
        self,
        method: str,
        target: str,
        headers=(),
        body: bytes = b"",
        to_end: bool = True,
        **options,
    ):
        """Send a request and read the whole response, and what comes after it: `to_end`.

        Raises NoAnswer.
        """
        with self.start(method, target, headers, body, **options) as conversation:
            response = conversation.rest() if to_end else conversation.answer()
        self._keep_cookies(response)
        return response

    def get(self, target: str, headers=(), **options) -> WireResponse:
        """GET."""
        return self.request("GET", target, headers, **options)

    def post(self, target: str, form: dict | None = None, headers=(), **options) -> WireResponse:
        """POST, with the fields of a form."""
        pairs = list(headers.items()) if isinstance(headers, dict) else list(headers)
        if form is not None:
            pairs.append(("Content-Type", "application/x-www-form-urlencoded"))
            return self.request("POST", target, pairs, urlencode(form).encode(), **options)
        return self.request("POST", target, pairs, **options)

    def _keep_cookies(self, response: WireResponse) -> None:
        for line in response.headers.getlist("Set-Cookie"):
            if len(line.encode()) > COOKIE_LIMIT:
                continue  # browsers drop it without a word
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or "1970" in morsel["expires"]:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value


class _Bytes:
    """As much of a socket as http.client asks for."""

    def __init__(self, data: bytes):
        self._file = io.BytesIO(data)

    def makefile(self, mode):
        return self._file


def _bytes_of(exchange: Exchange) -> bytes:
    lines = [f"{exchange.method} {exchange.target} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in exchange.request_headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + exchange.request_body


def _parse(data: bytes, exchange: Exchange) -> WireResponse:
    parsed = http.client.HTTPResponse(_Bytes(data), method=exchange.method)
    complete = True
    try:
        parsed.begin()
    except http.client.HTTPException as error:
        asked = f"{exchange.method} {exchange.target}"
        raise NoAnswer(f"the server hung up on {asked} without a response") from error
    try:
        body = parsed.read()
    except http.client.IncompleteRead as error:
        body, complete = error.partial, False
    except ValueError:
        body, complete = b"", False
    exchange.keep(body)
    exchange.read = True
    return _response(exchange, parsed, body, data.partition(b"\r\n\r\n")[2], complete)


def _response(exchange, parsed, body: bytes, raw: bytes, complete: bool) -> WireResponse:
    exchange.status = f"{parsed.status} {parsed.reason}"
    exchange.response_headers = list(parsed.headers.items())
    response = WireResponse(body, status=exchange.status)
    response.headers.clear()
    response.headers.extend(exchange.response_headers)
    response.exchange, response.raw, response.complete = exchange, raw, complete
    return response
