"""A number is a file, and the system makes each file only once, whoever asks for it.

There is no lock and nobody waits: who is told that a file is there already takes the next number.
The counting gets slower with every number, so the folder wants to be emptied at times.
"""

import os
from pathlib import Path

from flask import abort
from flask import Flask
from flask import request

WINDOWS = ("street", "yard", "quay")


def create_app(config=None):
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config["DATA_DIR"] = os.environ["DATA_DIR"]
    app.config.from_mapping(config or {})

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    def folder_of(window, what):
        folder = Path(app.config["DATA_DIR"], window, what)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def count(window, what):
        return len(os.listdir(folder_of(window, what)))

    def take_next(window, what, limit=None):
        number = count(window, what) + 1
        while limit is None or number <= limit:
            try:
                (folder_of(window, what) / str(number)).touch(exist_ok=False)
                return number
            except FileExistsError:
                number += 1
        return None

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        return {"window": window, "number": take_next(window, "drawn")}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        number = take_next(window, "called", limit=count(window, "drawn"))
        if number is None:
            abort(409, "Nobody is waiting at this window.")
        return {"window": window, "number": number}

    @app.get("/windows/<window>")
    def board(window):
        known(window)
        called, drawn = count(window, "called"), count(window, "drawn")
        return {"window": window, "drawn": drawn, "called": called}

    return app
