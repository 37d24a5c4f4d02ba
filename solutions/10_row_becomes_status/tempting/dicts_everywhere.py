"""When every row is a dict, every answer is right.

Tempting because one function, set once, mends all that is about one wine. It changes what is about
many as well: the list, an array of arrays by promise, becomes an array of objects.

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
    """A row with the names of its columns."""
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

    @app.get("/wines")
    def wines():
        return cellar().execute("SELECT code, name FROM wines ORDER BY code").fetchall()

    @app.get("/wines/<code>")
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone() or abort(404)

    @app.get("/wines/<code>/note")
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone() or abort(404)

    @app.get("/wines/<code>/label")
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone() or abort(404)

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        found = cellar().execute(query, [code]).fetchone() or abort(404)
        return {**found, "grapes": json.loads(found["grapes"])}

    @app.post("/wines/<code>/take")
    def take(code):
        query = "UPDATE wines SET bottles = bottles - 1 WHERE code = ? AND bottles > 0"
        with cellar() as db:
            taken = db.execute(query, [code]).rowcount
        left = wine(code)
        if left and not taken:
            abort(409, "There is no bottle of it left.")
        return left

    return app
