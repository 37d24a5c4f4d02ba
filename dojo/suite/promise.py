"""The vocabulary in which a suite says what was done, what was promised and what was seen.

A broken promise is an AssertionError with these three parts, kept apart so that the verdict can
show the exchange between them and mark the line that matters.
"""

import json
from http import HTTPStatus
from urllib.parse import urlsplit

from dojo.http.browser import Page
from dojo.http.browser import parse_page
from dojo.http.client import KEY
from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.exchange import STATUS

ANYTHING = object()


class BrokenPromise(AssertionError):
    """What a client saw is not what was promised."""

    def __init__(self, done: str, promised: str, seen: str, exchange=None, mark: str = BODY):
        self.done, self.promised, self.seen = done, promised, seen
        self.exchange: Exchange | None = exchange
        self.mark = mark
        super().__init__(f"{done}\nPromised: {promised}\nSeen: {seen}")


def promise(kept: bool, done: str, promised: str, seen: str, response=None, mark: str = BODY):
    """Raise BrokenPromise unless the promise was kept.

    The exchange that is shown is the response's, or else the last one of the test.
    """
    if not kept:
        if response is not None and response.content_length:
            response.get_data()  # so that it can be shown; a stream is left alone
        exchange = exchange_of(response) if response is not None else recorder.last
        raise BrokenPromise(done, promised, seen, exchange, mark)


def exchange_of(response) -> Exchange | None:
    """The exchange that a response of the test client or of the wire belongs to."""
    if (exchange := getattr(response, "exchange", None)) is not None:
        return exchange
    request = getattr(response, "request", None)
    return request.environ.get(KEY) if request is not None else None


def expect(response, done: str) -> "Expectation":
    """Begin to say what is expected of a response; `done` tells what was asked of the app."""
    return Expectation(response, done)


class Expectation:
    """Promises about one response. Each method breaks with the first that is not kept.

    Every method takes `promised`, the promise in the restaurant's words, where the standard
    wording would not do.
    """

    def __init__(self, response, done: str):
        self.response, self.done = response, done

    def status(self, *codes: int | range, promised: str = "") -> "Expectation":
        """The status is one of these numbers or lies in one of these ranges."""
        got = self.response.status_code
        kept = any(got in code if isinstance(code, range) else got == code for code in codes)
        said = promised or " or ".join(_status_words(code) for code in codes)
        return self._check(kept, said, _status_words(got), STATUS)

    def media_type(self, *types: str, promised: str = "") -> "Expectation":
        """The media type, without parameters, is one of these (RFC 9110, section 8.3.1)."""
        got = self.response.mimetype
        said = promised or f"Content-Type: {' or '.join(types)}"
        seen = f"Content-Type: {got}" if got else "no Content-Type"
        return self._check(got in types, said, seen, "Content-Type")

    def header(self, name: str, *values: str, promised: str = "") -> "Expectation":
        """The header is there and, when values are given, has one of them."""
        got = self.response.headers.getlist(name)
        kept = bool(got) and (not values or any(value in got for value in values))
        said = promised or f"{name}: {' or '.join(values) if values else '…'}"
        return self._check(kept, said, _header_words(name, got), name)

    def no_header(self, name: str, promised: str = "") -> "Expectation":
        """The header is absent."""
        got = self.response.headers.getlist(name)
        return self._check(not got, promised or f"no {name}", _header_words(name, got), name)

    def listed(self, name: str, *members: str, promised: str = "") -> "Expectation":
        """A header that is a list holds all of these, whatever the order and the case."""
        line = ",".join(self.response.headers.getlist(name))
        got = {member.strip().lower() for member in line.split(",")}
        kept = all(member.lower() in got for member in members)
        said = promised or f"{name} names {', '.join(members)}"
        return self._check(kept, said, f"{name}: {line}" if line else f"no {name}", name)

    def redirect(self, path: str | None = None, promised: str = "") -> "Expectation":
        """A redirect after which a client sends GET (302 or 303), to this path when given."""
        said = promised or f"a redirect{f' to {path}' if path else ''}"
        self._check(self.response.status_code in (302, 303), said, self._seen_status(), STATUS)
        target = urlsplit(self.response.headers.get("Location", ""))
        kept = path is None or target.path == path
        return self._check(kept, said, f"a redirect to {target.path or 'nowhere'}", "Location")

    def json(self, value=ANYTHING, promised: str = ""):
        """The body is JSON and is sent as JSON; with a value, it is that. Returns what it is."""
        self.media_type("application/json", promised=promised)
        try:
            got = json.loads(self.response.get_data())
        except ValueError:
            self._check(False, promised or "JSON", f"{short(self.text)}, which is not JSON", BODY)
        if value is not ANYTHING:
            self._check(got == value, promised or _json(value), _json(got), BODY)
        return got

    def page(self, path: str | None = None) -> Page:
        """The body is an HTML page. Returns it, parsed."""
        self.media_type("text/html", promised="a web page")
        return parse_page(self.response, path)

    def says(self, *words: str, promised: str = "") -> "Expectation":
        """The body holds these words."""
        kept = all(word in self.text for word in words)
        return self._check(kept, promised or " and ".join(words), short(self.text), BODY)

    def never_says(self, *words: str, promised: str = "") -> "Expectation":
        """The body holds none of these words."""
        found = [word for word in words if word in self.text]
        said = promised or f"nothing about {' or '.join(words)}"
        return self._check(not found, said, short(self.text), BODY)

    def empty(self, promised: str = "") -> "Expectation":
        """There is no body."""
        body = self.response.get_data()
        return self._check(not body, promised or "no body", f"{len(body)} bytes", BODY)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.response.get_data(as_text=True)

    def _seen_status(self) -> str:
        return _status_words(self.response.status_code)

    def _check(self, kept: bool, promised: str, seen: str, mark: str) -> "Expectation":
        promise(kept, self.done, promised, seen, self.response, mark)
        return self


def short(text: str, limit: int = 60) -> str:
    """A text on one line, cut to `limit` characters; says so when there is none."""
    line = " ".join(text.split())
    if not line:
        return "an empty body"
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _json(value) -> str:
    return short(json.dumps(value, ensure_ascii=False), 120)


def _status_words(code: int | range) -> str:
    if isinstance(code, range):
        return f"{code.start // 100}xx"
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _header_words(name: str, values: list[str]) -> str:
    return f"{name}: {', '.join(values)}" if values else f"no {name}"
