"""By hand: the `curl` lines that show a learner again what a test saw.

A line is only worth printing when it is true. So the requests are sent once more, as the lines say
it, to the app as `flask run` serves it; when the answer is another one, there are no lines.
"""

import os
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from flask import Flask

from dojo.http.curl import curl_line
from dojo.http.curl import JAR
from dojo.http.curl import UNSAID
from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import REQUEST
from dojo.http.exchange import STATUS
from dojo.http.live import serve
from dojo.http.wire import COOKIE_LIMIT
from dojo.http.wire import Guest
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse

SAFE = {"GET", "HEAD", "OPTIONS"}  # methods that ask and change nothing (RFC 9110, section 9.2.1)
MOST = 3  # steps before the exchange itself; more of them nobody copies
PATIENCE = 1.0  # seconds for each answer; an app with a slow device has no lines
LONGEST = 2000  # characters of a body that somebody would copy


def lines_by_hand(
    exchanges: Sequence[Exchange],
    shown: Exchange,
    mark: str,
    create: Callable[[], Flask],
    cache: str = "",
) -> list[str]:
    """The `curl` lines that lead a freshly served app to the marked line of `shown`; or none.

    `exchanges` are those of the test, `create` makes the app as `flask run` makes it. The shortest
    lines that are true are taken: without requests that only ask, and without `Accept`.

    Where `create` puts a cache in front of the app, `cache` is its address: there, also a request
    that only asks makes a difference.
    """
    if not shown.status:
        return []  # there was no answer to show again
    before = []
    for exchange in exchanges:
        if exchange is shown:
            break
        before.append(exchange)
    needed = before if cache else _changing(before, shown)
    origin = cache or f"http://127.0.0.1:{os.environ.get('FLASK_RUN_PORT', '5000')}"
    tried: list[list[Exchange]] = []
    for steps in ([*needed, shown], [*before, shown]):
        for wanted in ([_without_accept(step) for step in steps], steps):
            if wanted not in tried and _can_be_typed(wanted):
                tried.append(wanted)
                if lines := _true_lines(wanted, mark, create, origin):
                    return lines
    return []


def _true_lines(
    steps: list[Exchange], mark: str, create: Callable[[], Flask], origin: str
) -> list[str]:
    """The lines of these steps, when sending them shows the marked line of the last one again."""
    jars = _jars(steps)
    steps = [replace(step, origin=origin) for step in steps]
    try:
        with serve(create()) as server:
            guest = Guest(server.address)
            answers = [_again(guest, step, jar) for step, jar in zip(steps, jars, strict=True)]
    except (NoAnswer, OSError, ValueError):
        return []
    if not _shows_again(answers[-1], steps[-1], mark):
        return []
    return [curl_line(step, *jar) for step, jar in zip(steps, jars, strict=True)]


def _changing(before: list[Exchange], shown: Exchange) -> list[Exchange]:
    """The exchanges that may have changed what the app answers, or gave a cookie that is sent."""
    wanted = _cookies_of(shown)
    return [
        exchange
        for exchange in before
        if exchange.method not in SAFE or wanted.items() & _given_by(exchange).items()
    ]


def _without_accept(exchange: Exchange) -> Exchange:
    kept = [pair for pair in exchange.request_headers if pair[0].lower() != "accept"]
    return replace(exchange, request_headers=kept)


def _can_be_typed(steps: list[Exchange]) -> bool:
    """Whether somebody would copy these lines: few, short, to one server, and all of it text."""
    if len(steps) > MOST + 1 or len({step.origin for step in steps}) > 1:
        return False
    for step in steps:
        headers = {name.lower() for name, _ in step.request_headers}
        try:
            text = step.request_body.decode()
        except ValueError:
            return False
        if len(text) > LONGEST or "\0" in text or "transfer-encoding" in headers:
            return False
    return True


def _jars(steps: list[Exchange]) -> list[tuple[str, ...]]:
    """For each step the options of its cookie jar: `-c` to fill it, `-b` to send what is in it."""
    given: dict[str, str] = {}
    jars = []
    needed = [_cookies_of(step) for step in steps]
    for index, step in enumerate(steps):
        fills = any(later.items() & _given_by(step).items() for later in needed[index + 1 :])
        sends = bool(needed[index]) and needed[index].items() <= given.items()
        jars.append((*(("-c", JAR) if fills else ()), *(("-b", JAR) if sends else ())))
        given |= _given_by(step)
    return jars


def _cookies_of(exchange: Exchange) -> dict[str, str]:
    """The cookies that a request carries."""
    lines = [value for name, value in exchange.request_headers if name.lower() == "cookie"]
    return {k: m.coded_value for line in lines for k, m in SimpleCookie(line).items()}


def _given_by(exchange: Exchange) -> dict[str, str]:
    """The cookies that a response sets; clients drop one that is too large."""
    lines = [value for name, value in exchange.response_headers if name.lower() == "set-cookie"]
    lines = [line for line in lines if len(line.encode()) <= COOKIE_LIMIT]
    return {k: m.coded_value for line in lines for k, m in SimpleCookie(line).items()}


def _again(guest: Guest, step: Exchange, jar: tuple[str, ...]) -> WireResponse:
    """Send a step as its line does."""
    headers = [pair for pair in step.request_headers if pair[0].lower() not in UNSAID]
    host = step.other_host or urlsplit(step.origin).netloc
    headers += [("Host", host), ("User-Agent", "curl/8.5.0"), ("Accept", "*/*")]
    if not jar:
        headers += [pair for pair in step.request_headers if pair[0].lower() == "cookie"]
    if "-b" not in jar:
        guest.cookies.clear()  # a line without the jar sends none of its cookies
    body, options = step.request_body, {"patience": PATIENCE, "to_end": False}
    return guest.request(step.method, step.target, headers, body, **options)


def _shows_again(answer: WireResponse, shown: Exchange, mark: str) -> bool:
    """Whether an answer has the status of the exchange that is shown, and its marked line."""
    if answer.exchange.status != shown.status:
        return False
    if mark in ("", REQUEST, STATUS):
        return True
    if mark == BODY:
        return answer.get_data()[: len(shown.response_body)] == shown.response_body
    if mark.lower() == "set-cookie":  # its value is signed anew each time
        return _given_by(answer.exchange).keys() == _given_by(shown).keys()
    values = [value for name, value in shown.response_headers if name.lower() == mark.lower()]
    return answer.headers.getlist(mark) == values
