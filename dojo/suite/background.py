"""Background work: what threads of an app do when the request that wanted it has its answer."""

import threading
from collections.abc import Callable
from contextlib import suppress

import flask

LOOK = 0.1  # seconds
TOO_MANY = 4  # looks at one and the same request, until its answer counts as waiting for the work
PATIENCE = 20  # looks until work goes on in any case
OFTEN, TIMES = 0.01, 100  # how often, and how many times, somebody looks for what was done


class Background:
    """Holds back an app's background work until a test lets it go on.

    It is a fixture, `background`. Threads that a view starts begin late, and devices that were
    `put` here are busy. `background.later(look)` lets everything go on, and looks. A view that
    waits for such work gets its way after a while; then `was_waited_for` is true.
    """

    def __init__(self):
        self.was_waited_for = False
        self._goes_on, self._under_way = threading.Event(), None
        self._threads: list[threading.Thread] = []

    def put_below(self, monkeypatch) -> None:
        """From here on, threads that a view starts begin when the work goes on."""
        start, run = threading.Thread.start, threading.Thread.run
        serve = flask.Flask.__call__

        def noted(thread):
            if flask.has_app_context():
                self._threads.append(thread)
            start(thread)

        def late(thread):
            if thread in self._threads:
                self.hold_back()
            run(thread)

        def served(app, *wsgi):
            self._under_way = object()
            try:
                return serve(app, *wsgi)
            finally:
                self._under_way = None

        monkeypatch.setattr(threading.Thread, "start", noted)
        monkeypatch.setattr(threading.Thread, "run", late)
        monkeypatch.setattr(flask.Flask, "__call__", served)

    def hold_back(self) -> None:
        """Wait until the work goes on, or until a request seems to wait for it."""
        request, looks = None, 0
        for _ in range(PATIENCE):
            if self._goes_on.wait(LOOK):
                return
            now = self._under_way
            looks = looks + 1 if now is not None and now is request else 0
            request = now
            if looks == TOO_MANY:
                break
        self.was_waited_for = True
        self._goes_on.set()

    def put(self, device, *slow: str):
        """A stand-in for a device: calls of these methods wait until the work goes on."""
        return _Busy(self, device, slow)

    def later(self, look: Callable, enough: Callable = lambda response: response.json):
        """Let all work go on, and look until there is enough to see, or nobody is left at work."""
        self._goes_on.set()
        for _ in range(TIMES):
            over = self._threads and not any(thread.is_alive() for thread in self._threads)
            response = look()
            if over or enough(response):
                break
            threading.Event().wait(OFTEN)
        return response

    def end(self) -> None:
        """Let all work go on, and wait for it a little."""
        self._goes_on.set()
        for thread in self._threads:
            with suppress(RuntimeError):  # it never began
                thread.join(LOOK)


class _Busy:
    """Works as its device does, when it may go on."""

    def __init__(self, background: Background, device, slow: tuple[str, ...]):
        self._background, self._device, self._slow = background, device, slow

    def __getattr__(self, name):
        value = getattr(self._device, name)
        if name not in self._slow:
            return value

        def held_back(*args, **kwargs):
            self._background.hold_back()
            return value(*args, **kwargs)

        return held_back
