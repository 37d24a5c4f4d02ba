"""The app as a house serves it that has one process with one thread, and a device that can be busy.

It tells whether an answer waits for the device: then it comes only when the device is done.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from inspect import signature
from typing import NamedTuple

from flask import Flask

from dojo.http.client import RecordingClient
from dojo.http.exchange import STATUS
from dojo.http.promise import promise

PATIENCE = 0.5  # seconds that a device is busy while the server waits for it
TO_COME = 2.0  # seconds until a call counts as never made


class Device:
    """Stands in for a device: is called as it is, but does nothing except note each call.

    It can be busy or fail. What a device prints would come after the test of a late call is over.
    """

    def __init__(self, device, name: str):
        self._device, self.name = device, name
        self._free = threading.Event()
        self._free.set()
        self._calls, self._changed = [], threading.Condition()
        self._failing = False
        self.serving: Serving | None = None  # the request that is served now
        self.kept_the_server_waiting = False

    @property
    def busy(self) -> bool:
        """Whether a call would last until somebody calls be_free()."""
        return not self._free.is_set()

    def begin_to_be_busy(self) -> None:
        """From now on each call lasts until the device is free."""
        self._free.clear()

    def be_free(self) -> None:
        """End all calls that are under way."""
        self._free.set()

    def fail_next_time(self) -> None:
        """The next call raises ConnectionError."""
        self._failing = True

    def calls(self, count: int) -> list[tuple]:
        """What the device was called with, as soon as there were so many calls, or too late."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._calls) >= count, TO_COME)
            return list(self._calls)

    def __getattr__(self, name):
        work = getattr(self._device, name)

        def call(*args, **kwargs):
            self._be_busy()
            failing, self._failing = self._failing, False
            with self._changed:
                self._calls.append(signature(work).bind(*args, **kwargs).args)
                self._changed.notify_all()
            if failing:
                raise ConnectionError(f"no answer from the {self.name}")

        return call

    def _be_busy(self) -> None:
        """Wait until it is free; when the server waits meanwhile, take note of that and go on."""
        while not self._free.is_set() and not self.kept_the_server_waiting:
            serving = self.serving
            asked_by_server = serving is not None and serving.thread == threading.get_ident()
            if not asked_by_server and self._free.wait(PATIENCE):
                return
            self.kept_the_server_waiting = serving is not None and serving is self.serving


class Serving(NamedTuple):
    """One request, and the thread that serves it."""

    thread: int


class Site:
    """Serves one request after another; its `get` and `post` are those of a test client.

    An answer that waits for the device, and an error that the server would get in the place of an
    answer, are broken promises.
    """

    def __init__(self, app: Flask, device: Device):
        self._client, self._device = RecordingClient(app, app.response_class), device
        self._call, app.wsgi_app = app.wsgi_app, self._serve
        self._answer_waited = False

    def get(self, path: str, **options):
        """GET, and the whole answer."""
        return self._ask(f"GET {path}", lambda: self._client.get(path, **options))

    def post(self, path: str, **options):
        """POST, and the whole answer."""
        return self._ask(f"POST {path}", lambda: self._client.post(path, **options))

    def _ask(self, what: str, send: Callable):
        name = self._device.name
        done = f"A guest sent {what}{f' while the {name} was busy' if self._device.busy else ''}."
        self._check(not self._device.kept_the_server_waiting, done)  # by the request before
        try:
            response = send()
            response.get_data()
        except Exception as error:
            seen = f"none: the app raised {type(error).__name__}"
            promise(False, done, "an answer", seen, mark=STATUS)
        finally:
            self._device.serving = None
        self._check(not self._answer_waited, done)
        return response

    def _check(self, kept: bool, done: str) -> None:
        name = self._device.name
        promised = f"an answer that does not wait for the {name}"
        promise(kept, done, promised, f"none until the {name} was done", mark=STATUS)

    def _serve(self, environ, start_response):
        self._device.serving = Serving(threading.get_ident())
        return _Sent(self._call(environ, start_response), self._is_sent)

    def _is_sent(self) -> None:
        self._answer_waited = self._device.kept_the_server_waiting


class _Sent:
    """A body that says when it is sent. An error in its close() reaches nobody but a log."""

    def __init__(self, body, is_sent: Callable):
        self._body, self._is_sent = body, is_sent

    def __iter__(self):
        return iter(self._body)

    def close(self) -> None:
        self._is_sent()
        with suppress(Exception):
            if close := getattr(self._body, "close", None):
                close()
