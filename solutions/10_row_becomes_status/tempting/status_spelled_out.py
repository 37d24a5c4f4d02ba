"""Flask took the second part for the status, so I give it a status of its own.

Tempting because what Flask was guessing at is now said. But then the row stands where the body
should, and a tuple is no body: Flask gives up with a TypeError. The parts of a row need names, not
company.

Fails:
- test_a_wine_is_answered_however_many_bottles_there_are
- test_a_wine_is_answered_whatever_its_name_is
- test_a_note_arrives_as_it_was_written
- test_a_label_has_a_year_and_a_country
- test_whoever_takes_a_bottle_learns_how_many_are_left
"""

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

    def one(query, code):
        row = cellar().execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return row

    @app.get("/wines")
    def wines():
        return cellar().execute("SELECT code, name FROM wines ORDER BY code").fetchall()

    @app.get("/wines/<code>")
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        return one(query, code), 200

    @app.get("/wines/<code>/note")
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return one(query, code), 200

    @app.get("/wines/<code>/label")
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return one(query, code), 200

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        name, shares = one(query, code)
        return {"name": name, "grapes": json.loads(shares)}, 200

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
