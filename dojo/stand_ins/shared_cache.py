"""A shared cache in front of an app: it keeps answers and gives them to whoever asks next.

It follows RFC 9111 (HTTP Caching), whose sections are named below. What a shared cache may keep, it
keeps, `Set-Cookie` included (7.3). Only GET is answered from it. It never validates: what it may
not use without asking the app, it does not keep.

`python -m dojo.stand_ins.shared_cache` serves one at port 8080, in front of an app at port 5000.
"""

import re
import sys
import time
from collections.abc import Callable
from collections.abc import Iterable
from typing import NamedTuple

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.exceptions import NotFound
from werkzeug.http import parse_date
from werkzeug.http import parse_set_header
from werkzeug.http import remove_hop_by_hop_headers
from werkzeug.middleware.http_proxy import ProxyMiddleware
from werkzeug.serving import run_simple
from werkzeug.serving import WSGIRequestHandler
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request

from dojo.http.client import KEY
from dojo.http.steps import IN
from dojo.http.steps import IN_FRONT
from dojo.http.steps import OUT
from dojo.http.steps import SEND
from dojo.http.steps import Step
from dojo.http.steps import TURN

CACHE = "a shared cache"  # what it is called in the picture of a way
APP, PORT = "http://127.0.0.1:5000", 8080  # where people serve the app and the cache by hand
ADDRESS = f"http://127.0.0.1:{PORT}"

DIRECTIVE = r'([^\s,="]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,]*)))?'
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
MAY_BE_GUESSED = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}  # RFC 9110, section 15.1
NOT_WHOLE = {206, 304}  # answers that are a part of one


class Stored(NamedTuple):
    """An answer that is kept, with those of its request's headers that Vary names."""

    asked_with: dict[str, str | None]
    status: str
    headers: Headers
    body: bytes
    since: float  # when it was new
    lifetime: float

    def is_for(self, request: Request) -> bool:
        """4.1: each named header is the same, or absent in both requests."""
        return all(request.headers.get(name) == value for name, value in self.asked_with.items())


class SharedCache:
    """A WSGI app that answers from what it keeps, or asks the app behind it."""

    def __init__(self, app: Callable, clock: Callable[[], float] = time.time):
        self._app, self._clock = app, clock
        self._kept: dict[str, list[Stored]] = {}
        self.asked: list[str] = []  # what the app was asked, such as "GET /menu"

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        stored = self._found(request) if request.method == "GET" else None
        if exchange := environ.get(KEY):
            exchange.origin = ADDRESS
            exchange.way.add(Step(IN_FRONT, CACHE, TURN if stored else IN, over=True))
            if stored:  # the app is not asked, and notes nothing
                exchange.way.add(Step(SEND, stored.status, OUT, over=True))
        status, headers, body = self._used(stored) if stored else self._ask(request)
        start_response(status, list(headers))
        return [body]

    def _found(self, request: Request) -> Stored | None:
        """4: the newest that is fresh and for this request."""
        now = self._clock()
        for stored in reversed(self._kept.get(request.url, [])):
            if stored.is_for(request) and now - stored.since < stored.lifetime:
                return stored
        return None

    def _used(self, stored: Stored) -> tuple[str, Headers, bytes]:
        headers = Headers(list(stored.headers))
        headers["Age"] = f"{self._clock() - stored.since:.0f}"  # 5.1
        return stored.status, headers, stored.body

    def _ask(self, request: Request) -> tuple[str, Headers, bytes]:
        self.asked.append(f"{request.method} {request.full_path.rstrip('?')}")
        chunks, status, headers = run_wsgi_app(self._app, request.environ, buffered=True)
        body = b"".join(chunks)
        remove_hop_by_hop_headers(headers)  # 3.1
        if request.method == "GET":
            self._keep(request, status, headers, body)
        elif request.method not in SAFE and status[0] in "23":
            self._kept.pop(request.url, None)  # 4.4: something has changed there
        return status, headers, body

    def _keep(self, request: Request, status: str, headers: Headers, body: bytes) -> None:
        said = directives(headers)
        varies = parse_set_header(",".join(headers.getlist("Vary")))
        if not may_be_stored(request, int(status[:3]), said) or "*" in varies:
            return
        asked_with = {name.lower(): request.headers.get(name) for name in varies}
        now = self._clock()
        since = now - (headers.get("Age", 0, type=int) or 0)  # 4.2.3
        lifetime = freshness_lifetime(int(status[:3]), headers, said, now)
        stored = Stored(asked_with, status, without_named(headers, said), body, since, lifetime)
        others = [kept for kept in self._kept.get(request.url, []) if not kept.is_for(request)]
        self._kept[request.url] = [*others, stored]


def directives(headers: Headers) -> dict[str, str | None]:
    """5.2: what Cache-Control says, in all its lines together; of two that are alike, the first."""
    found: dict[str, str | None] = {}
    for name, quoted, plain in re.findall(DIRECTIVE, ",".join(headers.getlist("Cache-Control"))):
        found.setdefault(name.lower(), quoted or plain or None)
    return found


def may_be_stored(request: Request, status: int, said: dict[str, str | None]) -> bool:
    """3, and 3.5 for a request with Authorization.

    `private` and `no-cache` may name headers: then the rest may be stored (5.2.2.4, 5.2.2.7).
    """
    forbidden = "no-store" in said or any(
        name in said and said[name] is None for name in ("private", "no-cache")
    )
    allowed = not {"public", "must-revalidate", "s-maxage"}.isdisjoint(said)
    return (
        status not in NOT_WHOLE
        and not forbidden
        and (allowed or "Authorization" not in request.headers)
    )


def freshness_lifetime(
    status: int, headers: Headers, said: dict[str, str | None], now: float
) -> float:
    """4.2.1: for how many seconds an answer may be used; 4.2.2 when it does not say.

    Only an answer that tells when it was changed is guessed about, as most caches do.
    """
    for name in ("s-maxage", "max-age"):
        if name in said:
            return float(said[name]) if re.fullmatch(r"\d+", said[name] or "") else 0
    made = _seconds(headers.get("Date"), now)
    if "Expires" in headers:
        return _seconds(headers["Expires"], made) - made  # 5.3: no date, such as 0, is the past
    if "Last-Modified" in headers and (status in MAY_BE_GUESSED or "public" in said):
        return (made - _seconds(headers["Last-Modified"], made)) / 10
    return 0


def without_named(headers: Headers, said: dict[str, str | None]) -> Headers:
    """5.2.2.4 and 5.2.2.7: the headers but for those that `private` and `no-cache` name."""
    kept = Headers(list(headers))
    for name in ("private", "no-cache"):
        for field in parse_set_header(said.get(name)):
            kept.remove(field)
    return kept


def put_in_front(app: Flask) -> SharedCache:
    """Let all clients of an app ask a shared cache, for which time stands still."""
    now = time.time()
    app.wsgi_app = cache = SharedCache(app.wsgi_app, clock=lambda: now)
    return cache


def in_front_of(address: str) -> SharedCache:
    """A shared cache in front of an app that is served at this address."""
    proxy = ProxyMiddleware(NotFound(), {"app": {"target": address, "host": None}})
    [target] = proxy.targets.values()

    def ask(environ: dict, start_response: Callable) -> Iterable[bytes]:
        return proxy.proxy_to(target, environ["PATH_INFO"], "/")(environ, start_response)

    return SharedCache(ask)


class _AsItCame(WSGIRequestHandler):
    """Sends an answer with the headers that it has; `Date` and `Server` are the app's."""

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)


def _seconds(date: str | None, otherwise: float) -> float:
    parsed = parse_date(date)
    return otherwise if parsed is None else parsed.timestamp()


if __name__ == "__main__":
    if sys.argv[1:]:
        print(f"this takes no words: a cache at port {PORT}, in front of {APP}", file=sys.stderr)
        sys.exit(2)
    run_simple("127.0.0.1", PORT, in_front_of(APP), threaded=True, request_handler=_AsItCame)
