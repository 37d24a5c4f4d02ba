"""`nox -s page`: serves the page on this machine until Ctrl-C."""

import logging
import os
import signal
import socket
import threading
import webbrowser
from pathlib import Path

from flask import Flask
from werkzeug.serving import BaseWSGIServer
from werkzeug.serving import make_server
from werkzeug.serving import WSGIRequestHandler

from dojo.kata.catalogue import choose
from dojo.kata.catalogue import ROOT
from dojo.page.address import Address
from dojo.page.address import is_served
from dojo.page.address import keep_address
from dojo.page.address import kept_address
from dojo.page.address import LOOPBACK
from dojo.page.address import new_key
from dojo.page.address import USUAL_PORT
from dojo.page.app import create_page
from dojo.page.desk import Desk
from dojo.practice.words import BadWords

KNOWS = "it knows a kata's number, --port N, --host NAME and --no-open"


class _Quiet(WSGIRequestHandler):
    """Does not write a line for each request: the key is in it."""

    # an event goes out in several small pieces; none waits until the one before it was answered
    disable_nagle_algorithm = True

    def log_request(self, code="-", size="-"):
        pass


def page(words: list[str]) -> int:
    """Serve the katas in a browser: `-- 21 --port 5100 --host NAME --no-open`, all as you like."""
    number, port, host, may_open = read_words(words)
    kept = kept_address(ROOT)
    if kept and is_served(kept, ROOT):
        _say(kept, number, may_open)
        return 0
    server = _listen(kept, port)
    if server is None:
        print(f"port {port} is taken; another one: nox -s page -- --port {port + 1}")
        return 2
    address = Address(server.port, kept.key if kept else new_key())
    keep_address(ROOT, address)
    desk = Desk(ROOT)
    server.app = create_page(desk, address.key, address.port, host)
    server.app.logger.setLevel(logging.ERROR)
    threading.Thread(target=desk.follow_saves, daemon=True).start()
    if hasattr(signal, "SIGTERM") and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _as_interrupt)
    if host:
        print(f"whoever reaches {host} and has the address can run the code in katas/ here")
    _say(address, number, may_open)
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        desk.close()
        server.server_close()
    return 0


def read_words(words: list[str]) -> tuple[str, int | None, str, bool]:
    """Kata, port, host and whether a browser may be opened. Raises BadWords and NoSuchKata."""
    number, port, host, may_open, rest = "", None, "", True, list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in ("--port", "--host"):
            value = value if equals else (rest.pop(0) if rest else "")
            if name == "--host" and value:
                host = value
            elif name == "--port" and value.isdigit() and 0 < int(value) < 65536:
                port = int(value)
            else:
                raise BadWords(f"{name} is not followed by what it needs; {KNOWS}")
        elif name == "--no-open":
            may_open = False
        elif name.startswith("-") or number:
            raise BadWords(f"page does not know {name}; {KNOWS}")
        else:
            number = str(choose(name).number)
    return number, port, host, may_open


def _listen(kept: Address | None, port: int | None) -> BaseWSGIServer | None:
    """A server on the port that was asked for; else on the last one, the usual one, or any."""
    for tried in [port] if port else [kept.port if kept else USUAL_PORT, USUAL_PORT, 0]:
        try:
            listening = socket.create_server((LOOPBACK, tried))
        except OSError:
            continue  # somebody else's
        with listening:
            port = listening.getsockname()[1]
            nobody = Flask(__name__)  # until the port is known, which the app has to know
            return make_server(
                LOOPBACK,
                port,
                nobody,
                threaded=True,
                request_handler=_Quiet,
                fd=listening.fileno(),
            )
    return None


def _say(address: Address, number: str, may_open: bool) -> None:
    """Print the address, and open it where there is a browser that does not run in here."""
    url = address.url + number
    print(url, flush=True)
    has_screen = os.name == "nt" or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
    if may_open and (has_screen or Path("/System/Library").exists() or "BROWSER" in os.environ):
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _as_interrupt(*args) -> None:
    raise KeyboardInterrupt
