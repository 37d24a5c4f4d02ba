"""The app as a house serves it that has one process with a fixed number of threads.

So do waitress (four threads, unless it is told otherwise) and gunicorn with `--threads`. The server
of `flask run` makes a new thread for each connection, and so it hides that there are not enough.
"""

import threading
from contextlib import contextmanager
from contextlib import suppress
from queue import SimpleQueue

from flask import Flask
from werkzeug.serving import BaseWSGIServer
from werkzeug.serving import WSGIRequestHandler

from dojo.http.client import KEY
from dojo.http.exchange import STATUS
from dojo.http.live import POLL
from dojo.http.live import Server
from dojo.http.live import stop
from dojo.http.patience import patient
from dojo.http.promise import promise
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse
from dojo.stand_ins.event_source import EventSource

PATIENCE = 0.5  # seconds without a byte until a guest hangs up
TO_CONNECT = 2.0  # seconds until all who want to listen have an answer, or gave up
TO_END = 1.0  # seconds that a thread is given to end which nothing keeps


class FewThreads:
    """Guests of an app that so many threads serve. Silence breaks a promise.

    Who listens does so until the end of the test, or until `close()`.
    """

    def __init__(self, server: Server, threads: int):
        self._server, self.threads = server, threads
        self._listening: list[EventSource] = []

    def get(self, target: str) -> WireResponse:
        """GET, and the whole answer."""
        return self._ask("GET", target)

    def post(self, target: str, form: dict[str, str]) -> WireResponse:
        """POST with the fields of a form, and the whole answer."""
        return self._ask("POST", target, form)

    def listen(self, target: str) -> EventSource:
        """One more guest listens; comes back with the first bytes of the answer, or without."""
        return self.all_listen(1, target)[0]

    def all_listen(self, count: int, target: str) -> list[EventSource]:
        """So many more guests want to listen at the same moment."""
        sources = [EventSource(self._server.guest(), target) for _ in range(count)]
        self._listening += sources
        threads = [threading.Thread(target=source.connect, daemon=True) for source in sources]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(patient(TO_CONNECT))
        return sources

    def end(self) -> None:
        """All who listen hang up."""
        for source in self._listening:
            source.close()

    def _ask(self, method: str, target: str, form: dict[str, str] | None = None) -> WireResponse:
        guest, options = self._server.guest(), {"patience": patient(PATIENCE)}
        try:
            if method == "GET":
                return guest.get(target, **options)
            return guest.post(target, form, **options)
        except NoAnswer:
            waiting = len([source for source in self._listening if source.is_listening])
            done = f"The server has {self.threads} threads, and {waiting} guests listen."
            done += f" Then somebody sent {method} {target}."
            promise(False, done, "an answer", f"none for {PATIENCE:g} s", mark=STATUS)


@contextmanager
def serve_with(app: Flask, threads: int):
    """Serve the app with so many threads within the block; yields its guests."""

    def overheard(environ, start_response):
        if exchange := server.exchanges.get(int(environ.get("REMOTE_PORT", 0))):
            environ[KEY] = exchange
        return app(environ, start_response)

    pool = _Pool(overheard, threads)
    server = Server(pool.server_address)
    guests = FewThreads(server, threads)
    accepting = threading.Thread(target=pool.serve_forever, args=(POLL,), daemon=True)
    accepting.start()
    try:
        yield guests
    finally:
        guests.end()
        stop(pool, accepting)


class _Quiet(WSGIRequestHandler):
    """Does not write a line for each request."""

    def log(self, *args):
        pass


class _Pool(BaseWSGIServer):
    """Werkzeug's server with a queue of connections, and a fixed number of threads that serve."""

    multithread = True

    def __init__(self, app, threads: int):
        super().__init__("127.0.0.1", 0, app, handler=_Quiet)
        self._waiting: SimpleQueue = SimpleQueue()
        self._at_work: set[threading.Thread] = set()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def process_request(self, request, client_address) -> None:
        """Let the connection wait for a thread."""
        self._waiting.put((request, client_address))

    def server_close(self) -> None:
        """Close, and let the threads end that do not serve anybody: the others may be stuck."""
        super().server_close()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            if thread not in self._at_work:
                thread.join(TO_END)

    def _work(self) -> None:
        while (connection := self._waiting.get()) is not None:
            self._at_work.add(threading.current_thread())
            with suppress(Exception):  # what an app raises is answered; this is a guest who is gone
                self.finish_request(*connection)
            self.shutdown_request(connection[0])
            self._at_work.discard(threading.current_thread())
