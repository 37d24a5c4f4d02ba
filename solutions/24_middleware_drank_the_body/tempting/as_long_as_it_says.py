"""Content-Length says how long the body is, so that much is read and put back.

Tempting because it is what most recipes say, and it holds for whoever says a length. What comes in
chunks says none, which counts as 0 here. Nothing is read and nothing is put back, in the place of a
body: its readings used to arrive, and now they are lost.

Fails:
- test_what_a_report_in_chunks_says_is_shown
- test_what_comes_in_chunks_is_written_down_and_heard
"""

from functools import partial
from io import BytesIO

from flask import abort
from flask import Flask
from flask import request


def read_body(environ):
    """The body of a request; whoever comes next finds it as if nobody had read it."""
    size = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(size)
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
    app.config.from_mapping(MAX_CONTENT_LENGTH=50_000)
    app.config.from_mapping(BOOK=print, BELL=partial(print, "The bell rings:"))
    app.config.from_mapping(config or {})
    app.wsgi_app = AlarmBell(app.wsgi_app, app.config["BELL"])
    app.wsgi_app = InspectorsBook(app.wsgi_app, app.config["BOOK"])
    degrees, photos = {"dairy": None, "fish": None, "meat": None}, {}

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

    @app.post("/photos")
    def photo():
        store, file = request.form.get("store"), request.files.get("photo")
        if store not in degrees or file is None:
            abort(400, "There is no photo of a store.")
        photos[store] = file.read()
        return "", 204

    @app.get("/stores")
    def stores():
        return degrees

    @app.get("/photos/<store>")
    def show(store):
        if store not in photos:
            abort(404)
        return photos[store], {"Content-Type": "image/jpeg"}

    return app
