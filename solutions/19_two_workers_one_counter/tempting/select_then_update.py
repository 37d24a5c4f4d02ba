"""All that stands in one `with connection:` is one transaction.

Tempting because what is written there is kept or dropped as one. But by default `sqlite3` opens the
transaction before the first write. The SELECT runs before that, so two workers can read the same
number.

Fails:
- test_two_threads_of_one_worker_share_no_number
- test_two_workers_that_draw_at_the_same_time_share_no_number
- test_two_workers_that_call_at_the_same_time_call_one_guest_once
"""

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path

from flask import abort
from flask import Flask
from flask import request

WINDOWS = ("street", "yard", "quay")


@contextmanager
def transaction(database):
    """A connection; what was written is kept unless it fails."""
    connection = sqlite3.connect(database)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def create_app(config=None):
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config["DATA_DIR"] = os.environ["DATA_DIR"]
    app.config.from_mapping(config or {})
    database = Path(app.config["DATA_DIR"], "numbers.sqlite")

    with transaction(database) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS windows (name PRIMARY KEY, drawn INTEGER, called INTEGER)"
        )
        for window in WINDOWS:
            connection.execute("INSERT OR IGNORE INTO windows VALUES (?, 0, 0)", [window])

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    def numbers(connection, window):
        found = connection.execute("SELECT drawn, called FROM windows WHERE name = ?", [window])
        return found.fetchone()

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        with transaction(database) as connection:
            number = numbers(connection, window)[0] + 1
            connection.execute("UPDATE windows SET drawn = ? WHERE name = ?", [number, window])
        return {"window": window, "number": number}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        with transaction(database) as connection:
            drawn, called = numbers(connection, window)
            if called == drawn:
                abort(409, "Nobody is waiting at this window.")
            number = called + 1
            connection.execute("UPDATE windows SET called = ? WHERE name = ?", [number, window])
        return {"window": window, "number": number}

    @app.get("/windows/<window>")
    def board(window):
        with transaction(database) as connection:
            drawn, called = numbers(connection, known(window))
        return {"window": window, "drawn": drawn, "called": called}

    return app
