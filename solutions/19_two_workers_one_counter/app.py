"""The numbers live in one database, and one statement there counts and tells the result."""

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
        (number,) = run(
            "UPDATE windows SET drawn = drawn + 1 WHERE name = ? RETURNING drawn", window
        )
        return {"window": window, "number": number}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        row = run(
            "UPDATE windows SET called = called + 1 WHERE name = ? AND called < drawn"
            " RETURNING called",
            window,
        )
        if row is None:
            abort(409, "Nobody is waiting at this window.")
        return {"window": window, "number": row[0]}

    @app.get("/windows/<window>")
    def board(window):
        drawn, called = run("SELECT drawn, called FROM windows WHERE name = ?", known(window))
        return {"window": window, "drawn": drawn, "called": called}

    return app
