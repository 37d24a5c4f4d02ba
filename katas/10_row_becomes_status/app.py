"""The wine list of the Blue Plate: waiters look wines up, and take bottles from the cellar."""

import json
import sqlite3

from cellar import new_cellar
from flask import abort
from flask import Flask
from flask import g


def create_app(config=None):
    """Make the app; CELLAR in its configuration is the path of the cellar's database."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    if "CELLAR" not in app.config:
        app.config["CELLAR"] = new_cellar()

    def cellar():
        if "cellar" not in g:
            g.cellar = sqlite3.connect(app.config["CELLAR"])
        return g.cellar

    @app.teardown_appcontext
    def close_cellar(error):
        if "cellar" in g:
            g.cellar.close()

    def row_of(code, columns):
        row = cellar().execute(f"SELECT {columns} FROM wines WHERE code = ?", [code]).fetchone()
        return row or abort(404)

    @app.get("/wines")
    def wines():
        return cellar().execute("SELECT code, name FROM wines ORDER BY code").fetchall()

    @app.get("/wines/<code>")
    def wine(code):
        return row_of(code, "name, bottles")

    @app.get("/wines/<code>/note")
    def note(code):
        return row_of(code, "name, note")

    @app.get("/wines/<code>/label")
    def label(code):
        return row_of(code, "name, year, country")

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        name, shares = row_of(code, "name, grapes")
        return name, json.loads(shares)

    @app.post("/wines/<code>/take")
    def take(code):
        row_of(code, "name")
        query = "UPDATE wines SET bottles = bottles - 1 WHERE code = ? AND bottles > 0"
        with cellar() as db:
            if not db.execute(query, [code]).rowcount:
                abort(409, "There is no bottle of it left.")
        return row_of(code, "name, bottles")

    return app
