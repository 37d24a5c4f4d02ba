"""Each view writes down what it gets, before it reads it.

Tempting because the body is there for both, with a length and in chunks, and no view is left out.
What reaches no view is not written down and not heard: a wrong address, a wrong method. The
inspector looks for exactly these.

Fails:
- test_what_comes_to_the_wrong_door_is_written_down_as_well
- test_an_alarm_is_heard_wherever_it_is_cried[a report at an address that is not there]
- test_an_alarm_is_heard_wherever_it_is_cried[a form at an address that is not there]
- test_an_alarm_is_heard_wherever_it_is_cried[a report by a method that is not served]
- test_what_comes_in_chunks_is_written_down_and_heard
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
    app.config.from_mapping(MAX_CONTENT_LENGTH=50_000)
    app.config.from_mapping(BOOK=print, BELL=partial(print, "The bell rings:"))
    app.config.from_mapping(config or {})
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

    @app.post("/photos")
    @noted
    def photo():
        store, file = request.form.get("store"), request.files.get("photo")
        if store not in degrees or file is None:
            abort(400, "There is no photo of a store.")
        photos[store] = file.read()
        return "", 204

    @app.get("/stores")
    @noted
    def stores():
        return degrees

    @app.get("/photos/<store>")
    @noted
    def show(store):
        if store not in photos:
            abort(404)
        return photos[store], {"Content-Type": "image/jpeg"}

    return app
