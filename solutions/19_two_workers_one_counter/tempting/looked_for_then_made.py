"""A lock file keeps everybody out while I write: whoever finds it there waits until it is gone.

Tempting because all processes and all threads see the file, and by hand it works every time. But to
look for the file and to make it are two steps, and the numbers are read in between. Two requests at
the same time find no file, and read the same number.

Fails:
- test_two_threads_of_one_worker_share_no_number
- test_two_workers_that_draw_at_the_same_time_share_no_number
- test_two_workers_that_call_at_the_same_time_call_one_guest_once
"""

import json
import os
import time
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
    lock = folder / "lock"

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    @contextmanager
    def numbers_of(window):
        while lock.exists():
            time.sleep(0.005)
        book = folder / f"{window}.json"
        numbers = json.loads(book.read_text()) if book.exists() else {"drawn": 0, "called": 0}
        lock.touch()
        try:
            yield numbers
            book.write_text(json.dumps(numbers))
        finally:
            lock.unlink(missing_ok=True)

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
