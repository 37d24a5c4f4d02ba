"""An exchange and its way through Flask as plain data, which a picture is drawn of."""

from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import STATUS
from dojo.http.steps import Step
from dojo.http.steps import straight_through
from dojo.verdict.exchanges import lines_of


def told(exchange: Exchange, mark: str = "") -> dict:
    """The lines of an exchange, one of them marked, and the steps of its way."""
    way = exchange.way
    return {
        "lines": [line._asdict() for line in lines_of(exchange, mark)],
        "steps": [_told_step(step) for step in way.in_time],
        "late": [_told_step(step) for step in way.too_late],
        "answered": bool(exchange.status),
        "straight": bool(exchange.status) and straight_through(way.steps),
    }


def difference(before: Exchange, now: Exchange) -> str | None:
    """The mark of the first line in which two answers differ; empty when only their ways do.

    None when there is no difference that a reader could see.
    """
    if before.status != now.status:
        return STATUS
    old, new = _headers(before), _headers(now)
    for name in [*new, *old]:
        if old.get(name) != new.get(name):
            return name
    if before.response_body != now.response_body:
        return BODY
    return None if _stations(before) == _stations(now) else ""


def _told_step(step: Step) -> dict:
    return {**step._asdict(), "words": step.words}


def _headers(exchange: Exchange) -> dict[str, str]:
    """What an answer says about itself, without what is another one each time."""
    return {
        name: value if name.lower() != "set-cookie" else value.partition("=")[0]
        for name, value in exchange.response_headers
        if name.lower() not in ("date", "server", "content-length", "connection")
    }


def _stations(exchange: Exchange) -> list[tuple[str, str, str]]:
    return [(step.station, step.who, step.way) for step in exchange.way.in_time]
