"""The views return rows as before, and a decorator makes an answer of each."""

import json
import sqlite3
from functools import wraps

from cellar import new_cellar
from flask import abort
from flask import Flask
from flask import g


def answer_with_row(view):
    """Make a dict of the row that a view returns, and 404 of none."""

    @wraps(view)
    def answer(code):
        row = view(code)
        if row is None:
            abort(404)
        return dict(row)

    return answer


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

    @app.get("/wines")
    def wines():
        rows = cellar().execute("SELECT code, name FROM wines ORDER BY code")
        return [tuple(row) for row in rows]

    @app.get("/wines/<code>")
    @answer_with_row
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone()

    @app.get("/wines/<code>/note")
    @answer_with_row
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone()

    @app.get("/wines/<code>/label")
    @answer_with_row
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone()

    @app.get("/wines/<code>/grapes")
    @answer_with_row
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        found = cellar().execute(query, [code]).fetchone()
        return found and {**found, "grapes": json.loads(found["grapes"])}

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
