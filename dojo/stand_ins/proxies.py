"""Guests who reach an app through proxies in a row, each of which appends what it has seen.

What `X-Forwarded-For` becomes on its way is told by MDN under "X-Forwarded-For, Syntax" and by
RFC 7239, section 5.2 (`for`: the last value was added by the last proxy). That a field may come in
several lines, and what they mean together, is RFC 9110, section 5.3.
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.datastructures import Headers

from dojo.http.client import ReadingClient

APP = "http://127.0.0.1:5000"  # where the last proxy finds the app


class Proxy(NamedTuple):
    """A proxy that puts its values behind whatever it got."""

    reached_at: str  # scheme and host of the address under which people or proxies ask it
    asks_from: str  # its own IP address, as the next one sees it


TWO_PROXIES = (
    Proxy("https://blueplate.example", "10.0.0.3"),
    Proxy("http://origin.blueplate.example", "127.0.0.1"),
)


class ProxiedGuest:
    """A client at an address of the internet, with cookies of its own."""

    def __init__(self, app: Flask, address: str, proxies: tuple[Proxy, ...] = TWO_PROXIES):
        self.address, self._proxies = address, proxies
        self._client = ReadingClient(app, app.response_class)

    def get(self, target: str, **sent):
        """GET."""
        return self.open(target, method="GET", **sent)

    def post(self, target: str, **sent):
        """POST."""
        return self.open(target, method="POST", **sent)

    def open(self, target: str, headers=(), **sent):
        """Send a request; `headers` are the guest's own, which may say what they like."""
        headers, seen_from = Headers(headers), self.address
        for proxy in self._proxies:
            url = urlsplit(proxy.reached_at)
            _append(headers, "X-Forwarded-For", seen_from)
            _append(headers, "X-Forwarded-Proto", url.scheme)
            _append(headers, "X-Forwarded-Host", url.netloc)
            seen_from = proxy.asks_from
        peer = {"REMOTE_ADDR": seen_from}
        return self._client.open(target, headers=headers, base_url=APP, environ_base=peer, **sent)


def _append(headers: Headers, name: str, value: str) -> None:
    headers[name] = ", ".join([*headers.getlist(name), value])
