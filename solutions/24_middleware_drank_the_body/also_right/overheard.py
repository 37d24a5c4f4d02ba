"""The stream is not read but overheard: what passes is copied, and the rest is read at the end."""

from functools import partial

from flask import abort
from flask import Flask
from flask import request
from werkzeug.wsgi import get_input_stream


class Overheard:
    """A stream that keeps a copy of what is read from it."""

    def __init__(self, stream):
        self.stream, self.copy = stream, bytearray()

    def _keep(self, data):
        self.copy += data
        return data

    def read(self, *size):
        return self._keep(self.stream.read(*size))

    def readline(self, *size):
        return self._keep(self.stream.readline(*size))

    def readlines(self, *hint):
        return list(self)

    def __iter__(self):
        return iter(self.readline, b"")


class Listener:
    """Hands on what was read of a body when the app is done with it."""

    def __init__(self, app, write, ring):
        self.app, self.write, self.ring = app, write, ring

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        stream = Overheard(get_input_stream(environ))
        environ["wsgi.input"], environ["wsgi.input_terminated"] = stream, True
        try:
            return self.app(environ, start_response)
        finally:
            stream.read()
            self.write(method, path, bytes(stream.copy))
            if b"ALARM" in stream.copy:
                self.ring(path)


def create_app(config=None):
    """Make the app; BOOK(method, path, body) and BELL(path) in its configuration are outside."""
    app = Flask(__name__)
    app.config.from_mapping(BOOK=print, BELL=partial(print, "The bell rings:"))
    app.config.from_mapping(config or {})
    app.wsgi_app = Listener(app.wsgi_app, app.config["BOOK"], app.config["BELL"])
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
