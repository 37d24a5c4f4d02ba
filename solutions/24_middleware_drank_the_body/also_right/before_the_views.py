"""No middleware: a function before the views asks Flask for the body; so does the log's view."""

from functools import partial

from flask import abort
from flask import Flask
from flask import request


def create_app(config=None):
    """Make the app; BOOK(method, path, body) and BELL(path) in its configuration are outside."""
    app = Flask(__name__)
    app.config.from_mapping(BOOK=print, BELL=partial(print, "The bell rings:"))
    app.config.from_mapping(config or {})
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

    @app.before_request
    def write_down_and_listen():
        body = request.get_data()
        app.config["BOOK"](request.method, request.path, body)
        if b"ALARM" in body:
            app.config["BELL"](request.path)

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
        lines = request.get_data().decode("utf-8", "replace").splitlines()
        return take([line.split(";")[:2] for line in lines])

    @app.get("/stores")
    def stores():
        return degrees

    return app
