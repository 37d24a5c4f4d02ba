"""Follows a request through Flask's cycle: the steps it took, and where it turned back."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field

from flask import appcontext_tearing_down
from flask import Flask
from flask import request
from flask import request_started

from dojo.http.client import record

IN, TURN, OUT = "in", "turn", "out"


@dataclass
class Step:
    """One step of the cycle: its kind, who ran, and on which way the request was."""

    kind: str
    who: str
    way: str


@dataclass
class Trail:
    """The steps of one request after the other; cleared between them."""

    steps: list[Step] = field(default_factory=list)

    def add(self, kind: str, who: str, way: str) -> Step:
        """Note one more step."""
        step = Step(kind, who, way)
        self.steps.append(step)
        return step

    def take(self) -> list[Step]:
        """The steps so far, which are then forgotten."""
        taken, self.steps = self.steps, []
        return taken


def follow(app: Flask, trail: Trail) -> Callable:
    """Note every step of every request that `app` gets; gives the WSGI callable to serve.

    Functions are followed where Flask keeps them, so only what is registered by now is seen.
    """
    record(app)
    for functions in app.before_request_funcs.values():
        functions[:] = [_asked(trail, function) for function in functions]
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _followed(trail, "the view", view, TURN)
    for functions in app.after_request_funcs.values():
        functions[:] = [_followed(trail, "after_request", f, OUT) for f in functions]
    for functions in app.teardown_request_funcs.values():
        functions[:] = [_followed(trail, "teardown_request", f, OUT) for f in functions]
    app.teardown_appcontext_funcs[:] = [
        _followed(trail, "teardown_appcontext", f, OUT) for f in app.teardown_appcontext_funcs
    ]
    for scopes in app.error_handler_spec.values():
        for handlers in scopes.values():
            for error, handler in handlers.items():
                handlers[error] = _followed(trail, "error handler", handler, TURN)

    def matched(sender, **extra) -> None:
        if request.routing_exception is not None:
            code = getattr(request.routing_exception, "code", "")
            trail.add("URL matching", f"no rule fits: {code}", TURN)
        else:
            trail.add("URL matching", f"{request.url_rule} is {request.endpoint}", IN)

    def ended(sender, **extra) -> None:
        trail.add("the context ends", "request, session and g are gone", OUT)

    request_started.connect(matched, app, weak=False)
    appcontext_tearing_down.connect(ended, app, weak=False)
    middleware = getattr(app.wsgi_app, "__func__", None) is not Flask.wsgi_app

    def served(environ, start_response):
        if middleware:
            trail.add("WSGI middleware", _name(app.wsgi_app), IN)

        def started(status, headers, exc_info=None):
            trail.add("start_response", status, OUT)
            return start_response(status, headers, exc_info)

        return _Read(app(environ, started), trail)

    return served


class _Read:
    """A response's body, which notes that it is read and closed."""

    def __init__(self, body, trail: Trail):
        self._body, self._trail = body, trail

    def __iter__(self):
        step = None
        size = 0
        for piece in self._body:
            step = step or self._trail.add("the body is read", "", OUT)
            size += len(piece)
            step.who = f"{size} bytes"
            yield piece

    def close(self) -> None:
        if close := getattr(self._body, "close", None):
            close()
        self._trail.add("closed", "", OUT)


def _followed(trail: Trail, kind: str, function: Callable, way: str) -> Callable:
    @functools.wraps(function)
    def follower(*args, **kwargs):
        trail.add(kind, _name(function), way)
        return function(*args, **kwargs)

    return follower


def _asked(trail: Trail, function: Callable) -> Callable:
    """A before_request function: the request turns back here when it answers."""

    @functools.wraps(function)
    def asker(*args, **kwargs):
        step = trail.add("before_request", _name(function), IN)
        answer = function(*args, **kwargs)
        if answer is not None:
            step.way = TURN
        return answer

    return asker


def _name(function) -> str:
    name = getattr(function, "__name__", type(function).__name__)
    return name if name != "<lambda>" else "a lambda"
