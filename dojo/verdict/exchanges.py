"""An exchange as the lines that people read, the one that matters marked."""

import re

from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import REQUEST
from dojo.http.exchange import STATUS
from dojo.verdict.outcome import Line
from dojo.verdict.terminal import harmless

# what every exchange has and no promise is about, unless a mark says so
UNSHOWN = {"host", "user-agent", "content-length", "connection", "date", "server"}
BODY_LINES = 200  # of a body are kept for showing


def lines_of(exchange: Exchange, mark: str = "") -> list[Line]:
    """The lines of a request and its response. `mark` is a mark of dojo.http.exchange or a header.

    A header that is marked is the response's, also where the request has one of that name.
    """
    asked = f"{exchange.method} {exchange.target} HTTP/1.1"
    lines = [Line(">", asked, marked=mark == REQUEST)]
    if exchange.other_host:
        lines.append(Line(">", harmless(f"Host: {exchange.other_host}"), header=True))
    lines += _headers(">", exchange.request_headers, "")
    if exchange.request_body:
        lines += _body(">", exchange.request_body, False)
    if not exchange.status:
        return [*lines, Line("<", "(no answer)", marked=mark == STATUS)]
    lines.append(Line("<", f"HTTP/1.1 {exchange.status}", marked=mark == STATUS))
    lines += _headers("<", exchange.response_headers, mark)
    if exchange.response_body:
        lines += _body("<", exchange.response_body, mark == BODY)
    else:
        said = "(no body)" if exchange.read or _has_none(exchange) else "(not read)"
        lines.append(Line("<", said, marked=mark == BODY, body=True))
    return lines


def _has_none(exchange: Exchange) -> bool:
    """Whether there can be no body, read or not (RFC 9112, section 6.3)."""
    headers = {name.lower(): value for name, value in exchange.response_headers}
    none = exchange.method == "HEAD" or exchange.status[:3] in ("204", "304")
    return none or headers.get("content-length") == "0"


def _headers(sign: str, headers, mark: str) -> list[Line]:
    lines = [
        Line(sign, harmless(f"{name}: {value}"), bool(mark) and name.lower() == mark.lower(), True)
        for name, value in headers
        if name.lower() not in UNSHOWN or name.lower() == mark.lower()
    ]
    return sorted(lines, key=lambda line: not line.marked)


def _body(sign: str, body: bytes, marked: bool) -> list[Line]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return [Line(sign, f"({len(body)} bytes that are not text)", marked, body=True)]
    text = re.sub(r"(?i)^\s*<!doctype[^>]*>", "", text)
    rows = [harmless(row) for row in text.splitlines() if row.strip()][:BODY_LINES] or ["(blank)"]
    return [Line(sign, row, marked and index == 0, body=True) for index, row in enumerate(rows)]
