"""Flask's test client, with a recording of each exchange."""

from urllib.parse import unquote

from flask import Flask
from flask import got_request_exception
from flask import request
from flask.testing import FlaskClient
from werkzeug.datastructures import EnvironHeaders

from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder

KEY = "dojo.exchange"


class RecordingClient(FlaskClient):
    """Speaks WSGI to the app, in this process, and keeps what was said.

    It never reads more of a body than the test does: a stream stays a stream.
    """

    def open(self, *args, **kwargs):
        """Send a request, to an address that is sent as browsers send it."""
        target, said = args[0] if args and isinstance(args[0], str) else "", {}
        if target.endswith("?"):  # Flask leaves out a query that is there and empty
            said |= dict.fromkeys(("REQUEST_URI", "RAW_URI"), target)
        if target.startswith("//"):  # Flask takes what is a path here for a host
            kwargs.setdefault("base_url", "http://localhost")
            said["PATH_INFO"] = unquote(target.partition("?")[0])
        if said:
            kwargs["environ_overrides"] = {**said, **(kwargs.get("environ_overrides") or {})}
        return super().open(*args, **kwargs)

    def run_wsgi_app(self, environ, buffered=False):
        """Send one request; called for each step of a followed redirect."""
        exchange = environ[KEY] = recorder.start(_request_of(environ))
        try:
            body, status, headers = super().run_wsgi_app(environ, buffered)
        finally:
            exchange.request_headers = list(EnvironHeaders(environ))  # with the cookies, by now
        exchange.status = status
        exchange.response_headers = list(headers)
        return _Overheard(body, exchange), status, headers


class ReadingClient(RecordingClient):
    """Reads each answer to its end before giving it back, unless told `buffered=False`."""

    def open(self, *args, buffered=True, **kwargs):
        """Send a request and read what comes."""
        return super().open(*args, buffered=buffered, **kwargs)


class _Overheard:
    """A body that is noted as it is read, and closed at its end as a server closes it."""

    def __init__(self, body, exchange: Exchange):
        self._body, self._chunks, self._exchange = body, iter(body), exchange

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        try:
            chunk = next(self._chunks)
        except BaseException as error:
            self._exchange.read = isinstance(error, StopIteration)
            self.close()
            raise
        self._exchange.keep(chunk)
        return chunk

    def close(self) -> None:
        body, self._body = self._body, None
        if close := getattr(body, "close", None):
            close()


def record(app: Flask) -> Flask:
    """Make `app.test_client()` a recording one and note crashes in views."""
    app.test_client_class = RecordingClient
    got_request_exception.connect(note_crash, app)
    return app


def note_crash(sender, exception: BaseException, **extra) -> None:
    """Keep the exception that Flask is about to turn into a 500."""
    if (exchange := request.environ.get(KEY)) is not None:
        exchange.crash = exception


def _request_of(environ) -> Exchange:
    body, stream = b"", environ["wsgi.input"]
    if environ.get("CONTENT_LENGTH") and stream.seekable():
        body = stream.read()
        stream.seek(0)
    target = environ.get("REQUEST_URI") or environ.get("RAW_URI") or environ["PATH_INFO"]
    if not target.startswith("/"):
        target = "/" + target.split("/", 3)[-1]
    if environ.get("QUERY_STRING") and "?" not in target:
        target += "?" + environ["QUERY_STRING"]
    return Exchange(environ["REQUEST_METHOD"], target, [], body)
