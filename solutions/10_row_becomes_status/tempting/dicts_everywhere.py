"""When each row is a dict, each answer is right.

Tempting because one function mends all that is about one wine. But it changes the list of wines as
well: an array of arrays becomes an array of objects.

Fails:
- test_the_list_names_each_wine_by_its_code
"""

import json
import sqlite3

from cellar import new_cellar
from flask import abort
from flask import Flask
from flask import g


def as_dict(cursor, row):
    """Make a dict of a row, as the documentation of sqlite3 shows it."""
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def create_app(config=None):
    """Make the app; CELLAR in its configuration is the path of the cellar's database."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    if "CELLAR" not in app.config:
        app.config["CELLAR"] = new_cellar()

    def cellar():
        if "cellar" not in g:
            g.cellar = sqlite3.connect(app.config["CELLAR"])
            g.cellar.row_factory = as_dict
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
        wine = row_of(code, "name, grapes")
        return {**wine, "grapes": json.loads(wine["grapes"])}

    @app.post("/wines/<code>/take")
    def take(code):
        row_of(code, "name")
        query = "UPDATE wines SET bottles = bottles - 1 WHERE code = ? AND bottles > 0"
        with cellar() as db:
            if not db.execute(query, [code]).rowcount:
                abort(409, "There is no bottle of it left.")
        return row_of(code, "name, bottles")

    return app
