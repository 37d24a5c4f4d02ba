"""Who may ask: nobody but pages of this page, on this machine, who know its key.

Other websites in the same browser, other users of this machine and other apps on other ports are
kept out. There are no cookies, since those know no ports.
"""

import hmac

from flask import abort
from flask import Flask
from flask import g
from flask import request

from dojo.page.address import LOOPBACK

SAFE = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # the key is in the address; with no-referrer, browsers would not name our origin in a POST
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guard(app: Flask, key: str, port: int, host: str = "") -> None:
    """Check every request of `app` before anything is read, and give every answer its headers.

    `host` is one more name that the page may be asked by, where a port is forwarded.
    """
    ours = [f"{LOOPBACK}:{port}", f"localhost:{port}"]
    hosts = {*ours, *([host, f"{host}:{port}"] if host else [])}
    origins = {f"http://{name}" for name in hosts}
    origins |= {f"https://{name}" for name in hosts - set(ours)}

    @app.before_request
    def check() -> None:
        if request.environ.get("HTTP_HOST") not in hosts:
            abort(403, "This page answers to its own address alone.")
        if not _knows(key):
            abort(404, "There is nothing here.")
        g.may_see_links = True
        if request.method not in SAFE and request.headers.get("Origin") not in origins:
            abort(403, "Only this page itself may send something to it.")

    @app.after_request
    def protect(response):
        response.headers.update(HEADERS)
        return response


def may_see_links() -> bool:
    """Whether an answer to this request may hold links, which have the key in them."""
    return g.get("may_see_links", False)


def _knows(key: str) -> bool:
    given = request.path.split("/")[1:2] or [""]
    return hmac.compare_digest(given[0].encode(), key.encode())
