"""The lock is one that the system keeps for all processes, and the numbers lie in a file.

It is the broken app with both halves taken out of its memory. Everybody waits for everybody, at
all windows, which is fine for a dispenser. `flock` belongs to an opening of the file, so that it
keeps threads apart as well, as long as each request opens the file anew. Not for Windows, which
has no fcntl, and not for a folder that several machines share.
"""

import fcntl
import json
import os
from contextlib import contextmanager
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
    folder = Path(app.config["DATA_DIR"])

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    @contextmanager
    def numbers_of(window):
        with Path(folder, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            book = folder / f"{window}.json"
            numbers = json.loads(book.read_text()) if book.exists() else {"drawn": 0, "called": 0}
            yield numbers
            fresh = folder / f"{window}.new"
            fresh.write_text(json.dumps(numbers))
            fresh.replace(book)

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        with numbers_of(window) as numbers:
            numbers["drawn"] += 1
        return {"window": window, "number": numbers["drawn"]}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        with numbers_of(window) as numbers:
            if numbers["called"] == numbers["drawn"]:
                abort(409, "Nobody is waiting at this window.")
            numbers["called"] += 1
        return {"window": window, "number": numbers["called"]}

    @app.get("/windows/<window>")
    def board(window):
        with numbers_of(known(window)) as numbers:
            return {"window": window, **numbers}

    return app
