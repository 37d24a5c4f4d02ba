"""What docs/lesson.md says of Flask: each order and each answer is run, on small apps."""

import pytest
from flask import abort
from flask import Flask
from flask import g
from flask import has_request_context
from flask import redirect
from flask import request
from flask import Response
from flask import session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.test import EnvironBuilder


class Noted(SecureCookieSessionInterface):
    """Flask's own sessions, and a note whenever one is saved."""

    def __init__(self, steps: list[str]):
        self.steps = steps

    def save_session(self, *arguments):
        """Note it, then save."""
        self.steps.append("session is saved")
        super().save_session(*arguments)


class Around:
    """A middleware that notes when it is passed."""

    def __init__(self, app, name: str, steps: list[str]):
        self.app, self.name, self.steps = app, name, steps

    def __call__(self, environ, start_response):
        """Pass the request on."""
        self.steps.append(f"{self.name} in")
        body = self.app(environ, start_response)
        self.steps.append(f"{self.name} out")
        return body


def way_of(target: str = "/", method: str = "GET") -> list[str]:
    """What happens to one request, in order, as a server sees it."""
    steps: list[str] = []
    app = Flask("restaurant")
    app.secret_key = "soup"
    app.session_interface = Noted(steps)
    for name in ("A", "B"):
        app.before_request_funcs.setdefault(None, []).append(
            lambda name=name: steps.append(f"before_request {name}")
        )
        app.after_request_funcs.setdefault(None, []).append(
            lambda response, name=name: steps.append(f"after_request {name}") or response
        )

    @app.before_request
    def closed():
        return "closed" if request.path == "/closed" else None

    app.teardown_request(lambda error: steps.append("teardown_request"))
    app.teardown_appcontext(lambda error: steps.append("teardown_appcontext"))

    @app.errorhandler(404)
    def not_found(error):
        steps.append("errorhandler")
        return "no", 404

    @app.get("/")
    def view():
        steps.append("view")

        def pieces():
            steps.append(f"body is read, context {has_request_context()}")
            yield "soup"

        response = Response(pieces())
        response.call_on_close(lambda: steps.append("response is closed"))
        return response

    @app.get("/closed")
    @app.get("/crash")
    def crash():
        steps.append("view")
        raise ZeroDivisionError

    app.wsgi_app = Around(app.wsgi_app, "inner", steps)
    app.wsgi_app = Around(app.wsgi_app, "outer", steps)

    def start_response(status, headers, exc_info=None):
        steps.append(f"status and headers: {status[:3]}")

    app.logger.disabled = True  # a crash is what is asked for
    environ = EnvironBuilder(path=target, method=method).get_environ()
    body = app(environ, start_response)
    b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return steps


IN = ["outer in", "inner in", "before_request A", "before_request B"]
OUT = ["after_request B", "after_request A", "session is saved"]
ENDS = ["teardown_request", "teardown_appcontext", "inner out", "outer out"]


def test_the_whole_way_is_as_it_is_drawn():
    assert way_of() == [
        *IN,
        "view",
        *OUT,
        "status and headers: 200",
        *ENDS,
        "body is read, context False",
        "response is closed",
    ]


@pytest.mark.parametrize(
    ("target", "method", "steps", "status"),
    [
        ("/nowhere", "GET", ["errorhandler"], 404),
        ("/", "POST", [], 405),
        ("/closed", "GET", [], 200),
        ("/crash", "GET", ["view"], 500),
    ],
    ids=["no route", "no such method", "a hook answers", "the view crashes"],
)
def test_a_request_is_turned_back_as_it_is_drawn(target, method, steps, status):
    assert way_of(target, method) == [*IN, *steps, *OUT, f"status and headers: {status}", *ENDS]


def client_of(**views):
    """A client of an app with these views, each at its name, for GET and POST."""
    app = Flask("restaurant")
    app.secret_key = "soup"
    for name, view in views.items():
        app.add_url_rule(f"/{name}", name, view, methods=["GET", "POST"])
    return app.test_client()


def by_method():  # noqa: RET503
    """The view that is so often taught."""
    if request.method == "GET":
        return "the form"
    elif request.method == "POST":  # noqa: RET505
        return "thanks"


def test_json_is_not_in_the_form():
    client = client_of(seen=lambda: {"form": request.form, "json": request.get_json()})
    assert client.post("/seen", json={"dish": "soup"}).json == {
        "form": {},
        "json": {"dish": "soup"},
    }


def test_a_dict_becomes_json_and_a_text_becomes_a_page():
    client = client_of(a=lambda: {"soup": 4}, b=lambda: '{"soup": 4}')
    assert client.get("/a").content_type == "application/json"
    assert client.get("/b").content_type == "text/html; charset=utf-8"


def test_a_view_without_return_is_a_500():
    client = client_of(view=lambda: None)
    client.application.logger.disabled = True
    assert client.get("/view").status_code == 500
    client.application.testing = True
    with pytest.raises(TypeError, match="did not return a valid response"):
        client.get("/view")


def test_a_missing_argument_is_a_400_and_get_gives_none():
    client = client_of(a=lambda: request.args["page"], b=lambda: str(request.args.get("page")))
    assert client.get("/a").status_code == 400
    assert client.get("/b").text == "None"


def test_if_get_else_if_post_answers_head_with_a_500():
    client = client_of(both=by_method)
    client.application.logger.disabled = True
    assert client.get("/both").text == "the form"
    assert client.head("/both").status_code == 500


def test_a_redirect_is_a_whole_response():
    answer = client_of(wages=lambda: redirect("/sign-in")).get("/wages")
    assert answer.status_code in (302, 303)
    assert answer.headers["Location"] == "/sign-in"
    assert answer.data


def test_g_is_empty_again_and_the_session_comes_back():
    def view():
        before = [g.get("dish"), session.get("dish")]
        g.dish = session["dish"] = "soup"
        return before

    client = client_of(basket=view)
    assert client.get("/basket").json == [None, None]
    assert client.get("/basket").json == [None, "soup"]
    assert client.application.test_client().get("/basket").json == [None, None]


def test_a_session_signed_with_another_key_is_not_accepted():
    def view():
        if request.method == "POST":
            session["guest"] = "Ann"
        return session.get("guest", "nobody")

    one, other = client_of(me=view), client_of(me=view)
    other.application.secret_key = "another"
    assert one.post("/me").text == "Ann"
    cookie = one.get_cookie("session")
    other.set_cookie("session", cookie.value)
    assert other.get("/me").text == "nobody"


def test_a_generator_in_a_view_has_no_request():
    def view():
        def pieces():
            yield request.args["who"]

        return Response(pieces())

    client = client_of(stream=view)
    with pytest.raises(RuntimeError):
        client.get("/stream?who=Ann")


def test_an_error_page_needs_no_handler():
    def view():
        abort(404)

    answer = client_of(view=view).get("/view")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
