"""Follows each request of an app through Flask's cycle, and notes its steps in its exchange.

Functions are followed where Flask keeps them, so only what is registered by now is seen.
"""

import functools
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import flask.globals
from flask import appcontext_tearing_down
from flask import Flask
from flask import got_request_exception
from flask import has_request_context
from flask import request
from flask import request_finished
from flask import request_started
from flask.globals import app_ctx
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from dojo.http.client import KEY
from dojo.http.client import record
from dojo.http.layers import decorator_name
from dojo.http.layers import inside_decorator
from dojo.http.layers import inside_middleware
from dojo.http.layers import put_inside
from dojo.http.steps import AFTER
from dojo.http.steps import AROUND
from dojo.http.steps import BEFORE
from dojo.http.steps import BODY
from dojo.http.steps import CLOSED
from dojo.http.steps import CRASH
from dojo.http.steps import ENDS
from dojo.http.steps import FLASK
from dojo.http.steps import HANDLED
from dojo.http.steps import HANDLER
from dojo.http.steps import IN
from dojo.http.steps import Mark
from dojo.http.steps import MATCH
from dojo.http.steps import MIDDLEWARE
from dojo.http.steps import OUT
from dojo.http.steps import SEND
from dojo.http.steps import Step
from dojo.http.steps import TEARDOWN_APPCONTEXT
from dojo.http.steps import TEARDOWN_REQUEST
from dojo.http.steps import TURN
from dojo.http.steps import VIEW
from dojo.http.steps import Way
from dojo.kata.frames import learner_frames

MINE = "dojo_way"  # the attribute of an app context that has its request's way
FOLLOWED = "dojo_followed"
A_LAMBDA = "a lambda"


def follow(app: Flask, *places: Path) -> Flask:
    """Note the steps of each request that `app` gets, served or by its test client; gives `app`.

    They are in `exchange.way.steps`. `places` are the files and folders whose lines are the
    learner's; without any it is the app's own folder.
    """
    record(app)
    follower = _Follower(app, places or (Path(app.root_path),))
    follower.follow_hooks()
    follower.follow_views()
    follower.follow_handlers()
    follower.follow_flask()
    follower.follow_wsgi()
    return app


class _Follower:
    """Puts a function that notes a step around each function of one app."""

    def __init__(self, app: Flask, places: tuple[Path, ...]):
        self.app, self.places = app, places
        self._views: dict[int, Callable] = {}  # those that are followed already

    def follow_hooks(self) -> None:
        """Follow what is asked before a view, and what is called after it."""
        app = self.app
        tables = [
            (app.before_request_funcs, Step(BEFORE, "", IN), {"turned": _gave_an_answer}),
            (app.after_request_funcs, Step(AFTER, "", OUT), {}),
            (app.teardown_request_funcs, Step(TEARDOWN_REQUEST, "", OUT), {"given": _given}),
        ]
        for table, step, more in tables:
            for scope, functions in table.items():
                functions[:] = [
                    self._followed(f, step._replace(who=_name(f) + _of(scope)), **more)
                    for f in functions
                ]
        last = app.teardown_appcontext_funcs
        last[:] = [
            self._followed(
                f, Step(TEARDOWN_APPCONTEXT, _name(f), OUT), given=_given, find=_way_of_context
            )
            for f in last
        ]

    def follow_views(self) -> None:
        """Follow the views, and the functions that decorators put around them."""
        views = self.app.view_functions
        for endpoint, view in views.items():
            views[endpoint] = self._followed_view(view, endpoint)

    def follow_handlers(self) -> None:
        """Follow the error handlers."""
        for scope, by_code in self.app.error_handler_spec.items():
            for handlers in by_code.values():
                for error, handler in handlers.items():
                    step = Step(HANDLER, _name(handler) + _of(scope), IN)
                    handlers[error] = self._followed(handler, step, turned=_always)

    def follow_flask(self) -> None:
        """Follow what Flask does by itself."""
        app = self.app
        nobody = Step(VIEW, "none: URL matching has found none", IN)
        app.raise_routing_exception = self._followed(app.raise_routing_exception, nobody)
        options = Step(VIEW, "none: Flask itself answers OPTIONS", IN)
        app.make_default_options_response = self._followed(
            app.make_default_options_response, options, turned=_always
        )
        app.process_response = self._with_late_functions(app.process_response)
        request_started.connect(_matched, app)
        appcontext_tearing_down.connect(_ended, app)
        got_request_exception.connect(self._crashed, app, weak=False)
        request_finished.connect(self._finished, app, weak=False)

    def follow_wsgi(self) -> None:
        """Follow WSGI middleware, and what goes to the server."""
        inner = self._followed_wsgi(self.app.wsgi_app)

        def served(environ, start_response):
            if (way := _way_of_environ(environ)) is None:
                return inner(environ, start_response)

            def started(status, headers, *exc_info):
                way.add(Step(SEND, status, OUT, over=True))
                return start_response(status, headers, *exc_info)

            try:
                return _Read(inner(environ, started), way, self)
            except BaseException as error:
                self._left(way, error)
                raise

        self.app.wsgi_app = served

    @contextmanager
    def step(self, way: Way, step: Step):
        """Note a step that lasts as long as the block, and an error that comes out of it."""
        mark = way.add(step)
        try:
            yield mark
        except BaseException as error:
            if way.origin(error) is None:
                self.raised(mark, error)
            raise
        finally:
            mark.change(over=True)

    def raised(self, mark: Mark, error: BaseException) -> None:
        """Note that an error was raised in a step."""
        may_be_handled = mark.step.station in HANDLED and isinstance(error, Exception)
        mark.cause = error
        mark.change(
            way=TURN if may_be_handled else CRASH,
            error=_told(error),
            where=_where(error, self.places),
        )

    def _followed(
        self, function: Callable, step: Step, find=None, given=None, turned=None
    ) -> Callable:
        """The function, and `step` whenever it is called.

        `find` finds the way, `given` makes a note of the arguments, and `turned` tells whether the
        request turned back at this step.
        """
        find = find or _way_of_request

        @functools.wraps(function)
        def follower(*args, **kwargs):
            run = self.app.ensure_sync(function)
            if (way := find(*args)) is None:
                return run(*args, **kwargs)
            begun = step._replace(note=given(*args)) if given else step
            with self.step(way, begun) as mark:
                answer = run(*args, **kwargs)
                if turned and turned(way, mark, answer):
                    mark.change(way=TURN)
            return answer

        return follower

    def _followed_view(self, view: Callable, endpoint: str) -> Callable:
        """A view; when a decorator is around it, both are followed, each as a step of its own."""
        if id(view) in self._views:
            return self._views[id(view)]
        inner = inside_decorator(view)
        if inner is None:
            name = _name(view)
            who = endpoint if name == A_LAMBDA else name
            follower = self._followed(view, Step(VIEW, who, IN), turned=_always)
        else:
            put_inside(view, inner, self._followed_view(inner, endpoint))
            step = Step(AROUND, decorator_name(view, inner), IN)
            follower = self._followed(view, step, turned=_went_no_further)
        self._views[id(view)] = follower
        return follower

    def _followed_wsgi(self, wsgi: Callable) -> Callable:
        """Middleware and what is inside of it; Flask's own part is no step."""
        if getattr(wsgi, "__self__", None) is self.app:
            return wsgi
        inner = inside_middleware(wsgi, self.app)
        if inner is not None:
            put_inside(wsgi, inner, self._followed_wsgi(inner))
        step = Step(MIDDLEWARE, _name(wsgi), IN)
        return self._followed(wsgi, step, find=_way_of_environ, turned=_answered_alone)

    def _with_late_functions(self, process_response: Callable) -> Callable:
        """Flask's process_response, with the functions of after_this_request followed as well."""

        @functools.wraps(process_response)
        def processed(*args, **kwargs):
            # one context holds both since Flask 3.2, and request_ctx is gone there
            context = vars(flask.globals).get("request_ctx", app_ctx)
            functions = getattr(context, "_after_request_functions", [])
            functions[:] = [self._followed_late(function) for function in functions]
            return process_response(*args, **kwargs)

        return processed

    def _followed_late(self, function: Callable) -> Callable:
        """A function of after_this_request; Flask calls it once more after a crash on the way."""
        if hasattr(function, FOLLOWED):
            return function
        step = Step(AFTER, _name(function), OUT, "for this request only")
        follower = self._followed(function, step)
        setattr(follower, FOLLOWED, True)
        return follower

    def _finished(self, sender, response, **extra) -> None:
        """Follow what was registered with response.call_on_close."""
        if (way := _way_of_request()) is None:
            return
        functions = getattr(response, "_on_close", [])
        functions[:] = [
            self._followed(f, Step(CLOSED, _name(f), OUT), find=lambda: way) for f in functions
        ]

    def _crashed(self, sender, exception: BaseException, **extra) -> None:
        """Flask has no handler for this error: where it was raised, the request crashed."""
        if (way := _way_of_request()) is None:
            return
        if mark := way.origin(exception):
            mark.change(way=CRASH)
        else:
            self.raised(way.add(Step(FLASK, "", CRASH, over=True)), exception)

    def _left(self, way: Way, error: BaseException) -> None:
        """An error came out of the app as a whole: the server is left with it."""
        mark = way.origin(error)
        if mark is None:
            mark = way.add(Step(FLASK, "", CRASH, over=True))
            self.raised(mark, error)
        mark.change(note="the error leaves the app, and the server has to answer")
        way.over = True


class _Read:
    """A response's body, which notes how it is read and closed."""

    def __init__(self, body, way: Way, follower: _Follower):
        self._body, self._way, self._follower = body, way, follower
        self._pieces = iter(body)
        self._mark: Mark | None = None
        self._size = 0

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        mark = self._mark = self._mark or self._way.add(Step(BODY, "0 bytes", OUT))
        try:
            piece = next(self._pieces)
        except StopIteration:
            mark.change(over=True)
            raise
        except BaseException as error:
            if self._way.origin(error) is None:
                self._follower.raised(mark, error)
            mark.change(over=True, note="cut off" if self._size else "the server has to answer")
            raise
        self._size += len(piece)
        mark.change(who="1 byte" if self._size == 1 else f"{self._size} bytes")
        return piece

    def close(self) -> None:
        """Close the body, as a server does when it has read or has had enough."""
        if self._mark and not self._mark.step.over:
            self._mark.change(over=True, note="not read to the end")
        note = "" if self._mark else "the body was not read"
        try:
            with self._follower.step(self._way, Step(CLOSED, "", OUT, note)):
                if close := getattr(self._body, "close", None):
                    close()
        finally:
            self._way.over = True


def _way_of_environ(environ: dict, *args) -> Way | None:
    exchange = environ.get(KEY)
    return exchange.way if exchange is not None else None


def _way_of_request(*args) -> Way | None:
    """The way of the request whose context is there now."""
    return _way_of_environ(request.environ) if has_request_context() else None


def _way_of_context(*args) -> Way | None:
    """The way of the request that began in this app context, which ends after the request's."""
    return getattr(app_ctx, MINE, None)


def _matched(sender, **extra) -> None:
    """Flask has looked for a rule; that there is none counts only when a view would be called."""
    if (way := _way_of_request()) is None:
        return
    if not hasattr(app_ctx, MINE):
        setattr(app_ctx, MINE, way)
    error = request.routing_exception
    if error is None:
        way.add(Step(MATCH, f"{request.url_rule} is {request.endpoint}", IN, over=True))
    else:
        elsewhere = isinstance(error, RequestRedirect)
        who = "a rule fits another address" if elsewhere else "no rule fits"
        way.add(Step(MATCH, who, IN, f"{_told(error)} is put aside", over=True))


def _ended(sender, **extra) -> None:
    if way := _way_of_context():
        way.add(Step(ENDS, "request, session and g are gone", OUT, over=True))


def _given(error: BaseException | None = None) -> str:
    return f"is given {_told(error) if error else None}"


def _always(way: Way, mark: Mark, answer) -> bool:
    return True


def _gave_an_answer(way: Way, mark: Mark, answer) -> bool:
    return answer is not None


def _went_no_further(way: Way, mark: Mark, answer) -> bool:
    return not way.after(mark)


def _answered_alone(way: Way, mark: Mark, answer) -> bool:
    return {step.station for step in way.after(mark)} == {SEND}


def _told(error: BaseException) -> str:
    """An error in one line."""
    if isinstance(error, HTTPException) and error.code:
        return f"{error.code} {error.name}"
    words = str(error).strip().splitlines()
    return type(error).__name__ + (f": {words[0]}" if words else "")


def _where(error: BaseException, places: tuple[Path, ...]) -> str:
    """The last line of the learner's that an error came through."""
    frames = learner_frames(error, *places)
    return f"{frames[-1].file}:{frames[-1].line} in {frames[-1].function}" if frames else ""


def _name(function) -> str:
    name = getattr(function, "__name__", type(function).__name__)
    return name if name != "<lambda>" else A_LAMBDA


def _of(scope: str | None) -> str:
    return f" of blueprint {scope}" if scope else ""
