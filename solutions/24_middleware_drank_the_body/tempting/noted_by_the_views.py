"""Each view writes down what it gets, before it reads it.

Tempting because get_data() keeps the body for the view, and no view is left out. But a wrong address
has no view: what comes there is not in the book, and an ALARM is not heard.

Fails:
- test_each_request_is_in_the_book_as_it_was_sent[a report for an unknown address]
- test_the_bell_hears_an_alarm[a report for an unknown address]
"""

from functools import partial
from functools import wraps

from flask import abort
from flask import current_app
from flask import Flask
from flask import request


def noted(view):
    """Write the report down and listen for an alarm before the view reads it."""

    @wraps(view)
    def listening(**values):
        body = request.get_data()
        current_app.config["BOOK"](request.method, request.path, body)
        if b"ALARM" in body:
            current_app.config["BELL"](request.path)
        return view(**values)

    return listening


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

    @app.post("/readings")
    @noted
    def reading():
        return take([(request.form.get("store"), request.form.get("celsius"))])

    @app.put("/stores/<store>")
    @noted
    def controller(store):
        report = request.get_json()
        if not isinstance(report, dict):
            abort(400, "The report is no object.")
        return take([(store, report.get("celsius"))])

    @app.post("/logs")
    @noted
    def log():
        lines = request.get_data().decode("utf-8", "replace").splitlines()
        return take([line.split(";")[:2] for line in lines])

    @app.get("/stores")
    @noted
    def stores():
        return degrees

    return app
