"""Each view says what the parts of a row are; a row alone would be taken for an answer."""

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
            g.cellar.row_factory = sqlite3.Row
        return g.cellar

    @app.teardown_appcontext
    def close_cellar(error):
        if "cellar" in g:
            g.cellar.close()

    def one(query, code):
        """The row that is asked for, as a dict; 404 when there is none."""
        row = cellar().execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return dict(row)

    @app.get("/wines")
    def wines():
        rows = cellar().execute("SELECT code, name FROM wines ORDER BY code")
        return [list(row) for row in rows]

    @app.get("/wines/<code>")
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        return one(query, code)

    @app.get("/wines/<code>/note")
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return one(query, code)

    @app.get("/wines/<code>/label")
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return one(query, code)

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        found = one(query, code)
        return {**found, "grapes": json.loads(found["grapes"])}

    @app.post("/wines/<code>/take")
    def take(code):
        query = "UPDATE wines SET bottles = bottles - 1 WHERE code = ? AND bottles > 0"
        with cellar() as db:
            taken = db.execute(query, [code]).rowcount
        left = wine(code)
        if not taken:
            abort(409, "There is no bottle of it left.")
        return left

    return app
