"""One request and its response, as they went over the wire."""

from dataclasses import dataclass
from dataclasses import field

from dojo.http.steps import Way

Headers = list[tuple[str, str]]

# Marks of the line of an exchange that matters; any other mark is the name of a header.
REQUEST, STATUS, BODY = "request", "status", "body"

BODY_KEPT = 64 * 1024  # bytes of a body that are kept for showing


@dataclass
class Exchange:
    """What was sent and what came back; the response's parts are empty until they are there.

    `way` has the steps that it took through the app, where the app is followed (`lifecycle`).
    """

    method: str
    target: str
    request_headers: Headers
    request_body: bytes = b""
    status: str = ""
    response_headers: Headers = field(default_factory=list)
    response_body: bytes = b""
    read: bool = False  # whether the end of the response's body was seen
    crash: BaseException | None = None
    origin: str = "http://127.0.0.1:5000"
    way: Way = field(default_factory=Way, repr=False, compare=False)

    @property
    def other_host(self) -> str:
        """The host that the request names, unless it is this machine."""
        headers = self.request_headers
        named = next((value for name, value in headers if name.lower() == "host"), "")
        return "" if named.partition(":")[0] in ("localhost", "127.0.0.1") else named

    def keep(self, chunk: bytes) -> None:
        """Remember one more piece of the response's body, up to a limit."""
        room = BODY_KEPT - len(self.response_body)
        self.response_body += chunk[:room]


class Recorder:
    """The exchanges of one test, in the order in which they began."""

    def __init__(self):
        self.exchanges: list[Exchange] = []

    def start(self, exchange: Exchange) -> Exchange:
        """Note that a request goes out."""
        self.exchanges.append(exchange)
        return exchange

    def clear(self) -> None:
        """Forget what came before, at the beginning of a test."""
        self.exchanges.clear()

    @property
    def last(self) -> Exchange | None:
        """The latest exchange, if there was one."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def crash(self) -> BaseException | None:
        """The first exception that the app did not handle."""
        return next((e.crash for e in self.exchanges if e.crash), None)


recorder = Recorder()
