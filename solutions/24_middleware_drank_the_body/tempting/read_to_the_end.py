"""A body is read to its end, and read() does that; then it is put back.

Tempting because it works with the test client, whose bodies lie in memory and have an end. The
development server hands on the connection. It has no end while the thermometer holds it open, so
read() waits until the thermometer hangs up.

Sees: none for 0.5 s
Fails:
- test_a_thermometer_is_answered_while_it_holds_its_connection_open
"""

from functools import partial
from io import BytesIO

from flask import abort
from flask import Flask
from flask import request


def read_body(environ):
    """The body of a request; the next reader finds it as if nobody had read it."""
    body = environ["wsgi.input"].read()
    environ["wsgi.input"] = BytesIO(body)
    return body


class InspectorsBook:
    """Writes down whatever comes in, as it was sent."""

    def __init__(self, app, write):
        self.app, self.write = app, write

    def __call__(self, environ, start_response):
        self.write(environ["REQUEST_METHOD"], environ["PATH_INFO"], read_body(environ))
        return self.app(environ, start_response)


class AlarmBell:
    """Rings when a thermometer cries ALARM, wherever in its report it does so."""

    def __init__(self, app, ring):
        self.app, self.ring = app, ring

    def __call__(self, environ, start_response):
        if b"ALARM" in read_body(environ):
            self.ring(environ["PATH_INFO"])
        return self.app(environ, start_response)


def create_app(config=None):
    """Make the app; BOOK(method, path, body) and BELL(path) in its configuration are outside."""
    app = Flask(__name__)
    app.config.from_mapping(BOOK=print, BELL=partial(print, "The bell rings:"))
    app.config.from_mapping(config or {})
    app.wsgi_app = AlarmBell(app.wsgi_app, app.config["BELL"])
    app.wsgi_app = InspectorsBook(app.wsgi_app, app.config["BOOK"])
    degrees = {"dairy": None, "fish": None, "meat": None}

    def take(readings):
        try:
            found = {store: int(celsius) for store, celsius in readings}
        except (TypeError, ValueError):
            abort(400, "There is something that is no reading.")
        if not found or found.keys() - degrees.keys():
            abort(400, "There is no such store.")
        degrees.update(found)
        return "", 204

    @app.post("/readings")
    def reading():
        return take([(request.form.get("store"), request.form.get("celsius"))])

    @app.put("/stores/<store>")
    def controller(store):
        report = request.get_json()
        if not isinstance(report, dict):
            abort(400, "The report is no object.")
        return take([(store, report.get("celsius"))])

    @app.post("/logs")
    def log():
        lines = request.stream.read().decode("utf-8", "replace").splitlines()
        return take([line.split(";")[:2] for line in lines])

    @app.get("/stores")
    def stores():
        return degrees

    return app
