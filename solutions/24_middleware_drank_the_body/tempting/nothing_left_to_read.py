"""It hangs because the view waits for a body that is gone, so the length is set to 0.

Tempting because nothing hangs any more. But the bell and the views now find an empty body, and
believe it: each report is refused at once.

Sees: 400 Bad Request
Fails:
- test_a_thermometer_is_answered_while_it_holds_its_connection_open
- test_the_view_gets_what_was_reported
- test_the_bell_hears_an_alarm
"""

from functools import partial

from flask import abort
from flask import Flask
from flask import request


class InspectorsBook:
    """Writes down whatever comes in, as it was sent."""

    def __init__(self, app, write):
        self.app, self.write = app, write

    def __call__(self, environ, start_response):
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size)
        self.write(environ["REQUEST_METHOD"], environ["PATH_INFO"], body)
        environ["CONTENT_LENGTH"] = "0"
        return self.app(environ, start_response)


class AlarmBell:
    """Rings when a thermometer cries ALARM, wherever in its report it does so."""

    def __init__(self, app, ring):
        self.app, self.ring = app, ring

    def __call__(self, environ, start_response):
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if b"ALARM" in environ["wsgi.input"].read(size):
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
