"""The take-away of the Blue Plate: guests draw numbers, and each window calls its own in turn."""

from threading import Lock

from flask import abort
from flask import Flask
from flask import request

WINDOWS = ("street", "yard", "quay")

drawn = dict.fromkeys(WINDOWS, 0)
called = dict.fromkeys(WINDOWS, 0)
lock = Lock()


def create_app(config=None):
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        with lock:
            drawn[window] += 1
            number = drawn[window]
        return {"window": window, "number": number}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        with lock:
            if called[window] == drawn[window]:
                abort(409, "Nobody is waiting at this window.")
            called[window] += 1
            number = called[window]
        return {"window": window, "number": number}

    @app.get("/windows/<window>")
    def board(window):
        known(window)
        with lock:
            return {"window": window, "drawn": drawn[window], "called": called[window]}

    return app
