"""A request object keeps what get_data() has read, so the middleware asks one.

Tempting because it does keep the body, and knows where it ends. But it keeps it in this one object.
The bell makes another object and Flask a third, around the same stream, which is at its end.

Fails:
- test_each_request_is_in_the_book_as_it_was_sent[a form]
- test_each_request_is_in_the_book_as_it_was_sent[a log]
- test_each_request_is_in_the_book_as_it_was_sent[a report for an unknown address]
- test_a_thermometer_is_answered_while_it_holds_its_connection_open
- test_the_view_gets_what_was_reported
- test_the_bell_hears_an_alarm
"""

from functools import partial

from flask import abort
from flask import Flask
from flask import request
from werkzeug.wrappers import Request


class InspectorsBook:
    """Writes down whatever comes in, as it was sent."""

    def __init__(self, app, write):
        self.app, self.write = app, write

    def __call__(self, environ, start_response):
        body = Request(environ).get_data()
        self.write(environ["REQUEST_METHOD"], environ["PATH_INFO"], body)
        return self.app(environ, start_response)


class AlarmBell:
    """Rings when a thermometer cries ALARM, wherever in its report it does so."""

    def __init__(self, app, ring):
        self.app, self.ring = app, ring

    def __call__(self, environ, start_response):
        if b"ALARM" in Request(environ).get_data():
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
