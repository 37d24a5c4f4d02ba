"""A service elsewhere that an app asks over HTTP: it answers, fails, falls silent, or is gone.

Silence is what Requests warns of in its Quickstart, under Timeouts: a server accepts the connection
and sends nothing, and a client without a time-out waits for ever
(https://requests.readthedocs.io/en/latest/user/quickstart/#timeouts).
"""

import json
import os
import socket
import socketserver
import threading
from contextlib import suppress
from http import HTTPStatus

NO_PROXY = "no_proxy"  # the variable that keeps calls to this machine on it
POLL = 0.01  # seconds between looks at a wish to end
TO_COME = 2.0  # seconds until a call counts as never made


class FarService:
    """A listening socket on this machine, on a port that the system picks; silent at first.

    It is used in a `with`. Within it no proxy is asked for this machine. At its end all calls end,
    and new sockets have the time-out that they had before: an app may have set another one.
    """

    def __init__(self):
        self._sent, self._ends = b"", False
        self._count, self._changed = 0, threading.Condition()
        self._over, self._listening = threading.Event(), None

    @property
    def url(self) -> str:
        """Where it is. It listens as soon as somebody wants to know."""
        if self._listening is None:
            self._listening = _Listening(("127.0.0.1", 0), self._take)
            serve = self._listening.serve_forever
            threading.Thread(target=serve, args=(POLL,), daemon=True).start()
        return "http://{}:{}/".format(*self._listening.server_address)

    def answers(self, value, status: int = 200) -> None:
        """From now on each call gets this value as JSON."""
        self._sent, self._ends = _response(value, status), True

    def falls_silent(self) -> None:
        """From now on calls are taken, and nothing is sent."""
        self._sent, self._ends = b"", False

    def falls_silent_in(self, value) -> None:
        """From now on each call gets the first half of this value's JSON, and then nothing."""
        response = _response(value, 200)
        middle = len(response) - len(json.dumps(value)) // 2
        self._sent, self._ends = response[:middle], False

    def is_gone(self) -> None:
        """From now on nobody listens at its address."""
        assert self.url  # it has an address, also when nobody asked for it yet
        self._listening.shutdown()
        self._listening.server_close()

    def was_called(self, times: int = 1) -> bool:
        """Whether so many calls came; waits for them."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count >= times, TO_COME)

    def end_all_calls(self) -> None:
        """Hang up, and be gone."""
        self._over.set()
        if self._listening is not None:
            self.is_gone()

    def __enter__(self):
        self._usual_time_out = socket.getdefaulttimeout()
        self._usual_no_proxy = os.environ.get(NO_PROXY)
        os.environ[NO_PROXY] = "127.0.0.1"
        return self

    def __exit__(self, *exc_info):
        self.end_all_calls()
        socket.setdefaulttimeout(self._usual_time_out)
        if self._usual_no_proxy is None:
            os.environ.pop(NO_PROXY, None)
        else:
            os.environ[NO_PROXY] = self._usual_no_proxy

    def _take(self, connection: socket.socket, *_) -> None:
        sent, ends = self._sent, self._ends
        with suppress(OSError), connection.makefile("rb") as request:
            while request.readline().strip():
                pass  # the head of the request
            with self._changed:
                self._count += 1
                self._changed.notify_all()
            connection.sendall(sent)
            if not ends:
                self._over.wait()


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


def _response(value, status: int) -> bytes:
    body = json.dumps(value).encode()
    rows = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join([*rows, "", ""]).encode() + body
