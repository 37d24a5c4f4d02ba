"""A database takes care of everybody who comes at the same time.

Tempting because it does, for each statement. Here are two: the number is read with one and written
with the other, and the database does not know that they belong together. Whoever comes between
them reads the same number.

Fails: test_a_worker_that_is_held_up_shares_no_number_with_another,
test_a_guest_who_is_held_up_shares_no_number_with_another,
test_two_guests_at_the_same_moment_share_no_number
"""

import os
import sqlite3
from contextlib import closing
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
    database = Path(app.config["DATA_DIR"], "numbers.sqlite")

    def run(statement, *values):
        with closing(sqlite3.connect(database)) as connection, connection:
            return connection.execute(statement, values).fetchone()

    run("CREATE TABLE IF NOT EXISTS windows (name PRIMARY KEY, drawn, called)")
    for window in WINDOWS:
        run("INSERT OR IGNORE INTO windows VALUES (?, 0, 0)", window)

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        number = run("SELECT drawn FROM windows WHERE name = ?", window)[0] + 1
        run("UPDATE windows SET drawn = ? WHERE name = ?", number, window)
        return {"window": window, "number": number}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        drawn, called = run("SELECT drawn, called FROM windows WHERE name = ?", window)
        if called == drawn:
            abort(409, "Nobody is waiting at this window.")
        run("UPDATE windows SET called = ? WHERE name = ?", called + 1, window)
        return {"window": window, "number": called + 1}

    @app.get("/windows/<window>")
    def board(window):
        drawn, called = run("SELECT drawn, called FROM windows WHERE name = ?", known(window))
        return {"window": window, "drawn": drawn, "called": called}

    return app
