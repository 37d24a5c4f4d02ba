"""Following a request through Flask's cycle: each kind of step, with a small app of its own."""

import threading

import pytest

from dojo.http.exchange import recorder
from dojo.http.lifecycle import follow
from dojo.http.live import serve
from dojo.http.steps import AFTER
from dojo.http.steps import AROUND
from dojo.http.steps import BEFORE
from dojo.http.steps import BODY
from dojo.http.steps import CLOSED
from dojo.http.steps import CRASH
from dojo.http.steps import ENDS
from dojo.http.steps import FLASK
from dojo.http.steps import GAVE_UP
from dojo.http.steps import HANDLER
from dojo.http.steps import IN
from dojo.http.steps import MATCH
from dojo.http.steps import MIDDLEWARE
from dojo.http.steps import OUT
from dojo.http.steps import SEND
from dojo.http.steps import STATIONS
from dojo.http.steps import Step
from dojo.http.steps import straight_through
from dojo.http.steps import TEARDOWN_APPCONTEXT
from dojo.http.steps import TEARDOWN_REQUEST
from dojo.http.steps import TURN
from dojo.http.steps import VIEW
from dojo.http.wire import NoAnswer
from dojo.kata.loading import create_app

BEGIN = """
import functools
from flask import *

def create_app():
    app = Flask(__name__)

    @app.get("/")
    def home():
        return "home"
"""


@pytest.fixture
def app(tmp_path):
    """Makes a followed app; the text is the rest of its create_app()."""

    def make(text: str = ""):
        (tmp_path / "app.py").write_text(f"{BEGIN}{text}\n    return app\n", encoding="utf-8")
        recorder.clear()
        return follow(create_app(tmp_path))

    return make


def walk(app, target: str = "/", method: str = "GET") -> tuple[Step, ...]:
    """Send one request by the test client, read the answer, give the steps."""
    client = app.test_client()
    try:
        with client.open(target, method=method) as response:
            response.get_data()
    except (ValueError, RuntimeError):
        pass  # the app's own, which a server would get
    return recorder.last.way.steps


def at(steps, station: str) -> Step:
    """The one step at a station."""
    (found,) = [step for step in steps if step.station == station]
    return found


def stations(steps) -> list[str]:
    """Where a request came, in order."""
    return [step.station for step in steps]


def test_a_request_that_goes_straight_through(app):
    steps = walk(app())
    assert stations(steps) == [MATCH, VIEW, SEND, ENDS, BODY, CLOSED]
    assert [step.way for step in steps] == [IN, TURN, OUT, OUT, OUT, OUT]
    assert at(steps, BODY).who == "4 bytes"
    assert all(step.over for step in steps)
    assert straight_through(steps)


def test_a_hook_that_answers_is_where_the_request_turns(app):
    steps = walk(app('    app.before_request(lambda: "closed")'))
    assert at(steps, BEFORE).way == TURN
    assert at(steps, BEFORE).words == "answers: the request turns back here"
    assert VIEW not in stations(steps)
    assert not straight_through(steps)


@pytest.mark.parametrize(
    ("method", "target", "error"),
    [("GET", "/nowhere", "404 Not Found"), ("POST", "/", "405 Method Not Allowed")],
)
def test_a_rule_that_is_missing_is_put_aside_until_the_view_would_be_called(
    app, method, target, error
):
    followed = app("""
    @app.before_request
    def hook():
        pass

    @app.errorhandler(404)
    @app.errorhandler(405)
    def handler(error):
        return error
""")
    steps = walk(followed, target, method)
    assert stations(steps)[:4] == [MATCH, BEFORE, VIEW, HANDLER]
    assert (at(steps, MATCH).way, at(steps, MATCH).note) == (IN, f"{error} is put aside")
    assert at(steps, BEFORE).way == IN
    assert (at(steps, VIEW).way, at(steps, VIEW).error) == (TURN, error)
    assert at(steps, HANDLER).words == "answers"


def test_a_redirect_by_url_matching_is_put_aside_as_well(app):
    steps = walk(app('    app.add_url_rule("/x/", view_func=home)'), "/x")
    assert at(steps, MATCH).who == "a rule fits another address"
    assert at(steps, MATCH).note == "308 Permanent Redirect is put aside"
    assert at(steps, VIEW).words == "raises 308 Permanent Redirect"


def test_a_hook_that_crashes_on_a_missing_endpoint_is_where_the_crash_stands(app):
    followed = app("""
    @app.before_request
    def wall():
        request.endpoint.startswith("public_")
""")
    steps = walk(followed, "/nowhere")
    crashed = at(steps, BEFORE)
    assert (crashed.way, crashed.words) == (CRASH, "crashes here")
    assert crashed.error == "AttributeError: 'NoneType' object has no attribute 'startswith'"
    assert crashed.where == "app.py:14 in wall"
    assert [step.way for step in steps].count(CRASH) == 1
    assert at(steps, SEND).who == "500 INTERNAL SERVER ERROR"


CRASHES = {
    VIEW: '@app.get("/x")\n    def one(): raise ValueError("soup")',
    HANDLER: '@app.errorhandler(404)\n    def one(error): raise ValueError("soup")',
    AFTER: '@app.after_request\n    def one(response): raise ValueError("soup")',
    TEARDOWN_REQUEST: '@app.teardown_request\n    def one(error): raise ValueError("soup")',
    TEARDOWN_APPCONTEXT: '@app.teardown_appcontext\n    def one(error): raise ValueError("soup")',
    MIDDLEWARE: 'def one(*args): raise ValueError("soup")\n    app.wsgi_app = one',
}


@pytest.mark.parametrize("station", CRASHES)
def test_a_crash_stands_where_it_happened(app, station):
    steps = walk(app(f"    {CRASHES[station]}"), "/x")
    crashed = [step for step in steps if step.way == CRASH]
    asked = 2 if station == AFTER else 1  # once more for the answer 500
    assert [step.station for step in crashed] == [station] * asked
    assert (crashed[0].who, crashed[0].error) == ("one", "ValueError: soup")
    assert crashed[0].where.endswith(" in one")


@pytest.mark.parametrize("station", [TEARDOWN_REQUEST, MIDDLEWARE])
def test_an_error_that_leaves_the_app_is_left_to_the_server(app, station):
    followed = app(f"    {CRASHES[station]}")
    assert at(walk(followed, "/x"), station).note.endswith("the server has to answer")
    assert recorder.last.way.over


def test_an_error_that_a_handler_takes_is_no_crash_and_teardown_is_given_none(app):
    followed = app("""
    @app.get("/x")
    def view():
        raise KeyError("Jo")

    @app.errorhandler(KeyError)
    def no_such_jar(error):
        return "no", 404

    @app.teardown_request
    def keep_or_undo(error):
        pass
""")
    steps = walk(followed, "/x")
    assert (at(steps, VIEW).way, at(steps, VIEW).words) == (TURN, "raises KeyError: 'Jo'")
    assert (at(steps, HANDLER).who, at(steps, HANDLER).words) == ("no_such_jar", "answers")
    assert at(steps, TEARDOWN_REQUEST).note == "is given None"


def test_teardown_is_given_the_error_that_nobody_took(app):
    followed = app("""
    @app.get("/x")
    def view():
        raise KeyError("Jo")

    @app.teardown_appcontext
    def undo(error):
        pass
""")
    assert at(walk(followed, "/x"), TEARDOWN_APPCONTEXT).note == "is given KeyError: 'Jo'"


def test_a_view_without_an_answer_crashes_in_flasks_own_code(app):
    steps = walk(app('    @app.get("/x")\n    def view(): pass'), "/x")
    assert at(steps, FLASK).error.startswith("TypeError: The view function for 'view' did not")
    assert stations(steps).index(FLASK) == stations(steps).index(VIEW) + 1


DECORATED = """
    def locked(view):
        @functools.wraps(view)
        def guarded(*args, **kwargs):
            return view(*args, **kwargs) if "key" in request.args else ("locked", 403)
        return guarded

    def counted(unit):
        def around(view):
            def counter(*args, **kwargs):
                return view(*args, **kwargs)
            return counter
        return around

    class Cached:
        def __init__(self, view):
            functools.update_wrapper(self, view)
            self.view = view
        def __call__(self, *args, **kwargs):
            return self.view(*args, **kwargs)

    def helper():
        return "x"

    @app.get("/x", endpoint="x")
    @Cached
    @counted("cup")
    @locked
    def view():
        return helper()
"""


def test_the_functions_around_a_view_are_shown_outermost_first(app):
    followed = app(DECORATED)
    inside = walk(followed, "/x?key=1")
    around = [(step.who, step.way) for step in inside if step.station in (AROUND, VIEW)]
    assert around == [("Cached", IN), ("counted", IN), ("locked", IN), ("view", TURN)]
    outside = walk(followed, "/x")
    around = [(step.who, step.way) for step in outside if step.station in (AROUND, VIEW)]
    assert around == [("Cached", IN), ("counted", IN), ("locked", TURN)]


def test_middleware_is_shown_outermost_first_and_may_answer_alone(app):
    followed = app("""
    class Book:
        def __init__(self, app, door):
            self.app, self.door = app, door
        def __call__(self, environ, start_response):
            if environ["PATH_INFO"] == self.door:
                start_response("403 FORBIDDEN", [])
                return [b"closed"]
            return self.app(environ, start_response)

    def bell(wsgi):
        def ring(environ, start_response):
            return wsgi(environ, start_response)
        return ring

    app.wsgi_app = Book(bell(app.wsgi_app), "/door")
""")
    assert [(s.who, s.way) for s in walk(followed)[:2]] == [("Book", IN), ("ring", IN)]
    steps = walk(followed, "/door")
    assert stations(steps) == [MIDDLEWARE, SEND, BODY, CLOSED]
    assert steps[0].way == TURN


def test_functions_of_a_blueprint_are_shown_with_its_name(app):
    followed = app("""
    tips = Blueprint("tips", __name__)

    @tips.before_request
    def before():
        pass

    @tips.after_request
    def after(response):
        return response

    @tips.get("/x")
    def view():
        @after_this_request
        def late(response):
            response.call_on_close(bye)
            return response
        return "x"

    def bye():
        pass

    app.register_blueprint(tips)
""")
    steps = walk(followed, "/x")
    hooks = [(step.who, step.note) for step in steps if step.station in (BEFORE, AFTER)]
    assert hooks == [
        ("before of blueprint tips", ""),
        ("late", "for this request only"),
        ("after of blueprint tips", ""),
    ]
    assert [step.who for step in steps if step.station == CLOSED] == ["", "bye"]


def test_a_function_for_one_request_is_called_again_after_a_crash_on_the_way_out(app):
    followed = app("""
    @app.get("/x")
    def view():
        after_this_request(late)
        return "x"

    def late(response):
        return response

    @app.after_request
    def after(response):
        raise ValueError
""")
    who = [step.who for step in walk(followed, "/x") if step.station == AFTER]
    assert who == ["late", "after", "late", "after"]


def test_options_is_answered_by_flask_itself(app):
    assert at(walk(app(), method="OPTIONS"), VIEW).who == "none: Flask itself answers OPTIONS"


STREAM = """
    @app.get("/x")
    def view():
        def lines():
            yield "number,table\\n"
            yield request.path
        return lines()

    @app.get("/first")
    def first():
        def lines():
            yield request.path
        return lines()

    @app.get("/kept")
    def kept():
        @stream_with_context
        def lines():
            yield request.path
        return lines()
"""


def test_a_body_that_is_cut_off_does_not_look_like_a_finished_one(app):
    body = at(walk(app(STREAM), "/x"), BODY)
    assert (body.way, body.who, body.note) == (CRASH, "13 bytes", "cut off")
    assert body.error == "RuntimeError: Working outside of request context."
    assert body.where == "app.py:16 in lines"


def test_a_body_that_breaks_before_its_first_byte_is_left_to_the_server(app):
    body = at(walk(app(STREAM), "/first"), BODY)
    assert (body.way, body.who, body.note) == (CRASH, "0 bytes", "the server has to answer")


def test_the_context_ends_where_it_ends(app):
    assert stations(walk(app(STREAM), "/kept"))[-3:] == [BODY, ENDS, CLOSED]


def test_a_body_that_is_not_read_to_its_end(app):
    followed = app(STREAM)
    response = followed.test_client().get("/x")
    response.close()
    assert at(recorder.last.way.steps, BODY).note == "not read to the end"


def test_steps_of_requests_that_overlap_stay_apart(app):
    followed = app("""
    @app.get("/slow")
    def slow():
        app.extensions["begun"].set()
        app.extensions["go on"].wait(5)
        return "slow"

    @app.teardown_appcontext
    def teardown(error):
        pass
""")
    begun, go_on = threading.Event(), threading.Event()
    followed.extensions.update({"begun": begun, "go on": go_on})
    thread = threading.Thread(target=walk, args=(followed, "/slow"))
    thread.start()
    begun.wait(5)
    walk(followed)
    go_on.set()
    thread.join()
    slow, quick = [exchange.way.steps for exchange in recorder.exchanges]
    expected = [MATCH, VIEW, SEND, TEARDOWN_APPCONTEXT, ENDS, BODY, CLOSED]
    assert stations(slow) == stations(quick) == expected
    assert (at(slow, VIEW).who, at(quick, VIEW).who) == ("slow", "home")


def test_a_request_within_a_request_keeps_its_steps_to_itself(app):
    followed = app("""
    @app.get("/outer")
    def outer():
        with app.app_context():
            pass
        return app.test_client().get("/").get_data()
""")
    walk(followed, "/outer")
    outer, inner = [exchange.way.steps for exchange in recorder.exchanges]
    assert [stations(steps).count(MATCH) for steps in (outer, inner)] == [1, 1]
    assert stations(outer) == [MATCH, VIEW, SEND, ENDS, BODY, CLOSED]


def test_a_served_app_is_followed_and_what_came_too_late_is_told_apart(app):
    followed = app("""
    @app.get("/slow")
    def slow():
        app.extensions["go on"].wait(5)
        return "slow"
""")
    go_on = followed.extensions["go on"] = threading.Event()
    with serve(followed) as server:
        with pytest.raises(NoAnswer):
            server.guest().get("/slow", patience=0.2)
        way = recorder.last.way
        go_on.set()
        server.guest().get("/")
        for _ in range(500):
            if way.over:
                break
            threading.Event().wait(0.01)
    assert stations(way.in_time) == [MATCH, VIEW, GAVE_UP]
    assert way.in_time[1].words == "still under way"
    assert stations(way.too_late)[:2] == [SEND, ENDS]
    assert stations(recorder.last.way.steps) == [MATCH, VIEW, SEND, ENDS, BODY, CLOSED]


def test_every_station_has_its_place():
    assert len(set(STATIONS)) == len(STATIONS)
    assert GAVE_UP not in STATIONS
