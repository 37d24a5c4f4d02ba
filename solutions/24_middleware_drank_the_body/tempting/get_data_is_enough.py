"""No middleware any more: get_data() before the views keeps the body for all who come.

Tempting because it is shorter, and right for forms, files and JSON, whose readers look at what was
kept. request.stream is not one of them. It is what get_data() has read from, and it is at its end:
the log's view finds nothing in it.

Fails:
- test_what_a_report_in_chunks_says_is_shown
- test_a_report_is_taken_and_written_down_as_it_was_sent[a log]
- test_a_report_is_taken_and_written_down_as_it_was_sent[a log that is marked as a form]
- test_a_report_is_taken_and_written_down_as_it_was_sent[50 000 bytes of log, marked as a picture]
- test_whoever_reports_over_a_real_line_is_answered
- test_what_comes_in_chunks_is_written_down_and_heard
"""

from functools import partial

from flask import abort
from flask import Flask
from flask import request


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
