"""What is empty is not there, so it is a 404.

Tempting because `if not` is shorter than `is None`, and a row that was not found is None. A wine
without a note is there all the same, and so is one of which 0 bottles are left: whoever takes the
last bottle is told that the wine does not exist.

Fails:
- test_where_no_bottle_is_left_none_is_taken
- test_a_wine_is_answered_however_many_bottles_there_are[0]
- test_a_wine_is_answered_however_many_bottles_there_are[None]
- test_a_wine_is_answered_whatever_its_name_is['']
- test_a_wine_is_answered_whatever_its_name_is[None]
- test_a_note_arrives_as_it_was_written['']
- test_a_note_arrives_as_it_was_written[None]
- test_a_label_has_a_year_and_a_country[a year only]
- test_a_label_has_a_year_and_a_country[a year that looks like a status]
- test_a_label_has_a_year_and_a_country[neither]
- test_whoever_takes_a_bottle_learns_how_many_are_left[1]
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
            g.cellar.row_factory = sqlite3.Row
        return g.cellar

    @app.teardown_appcontext
    def close_cellar(error):
        if "cellar" in g:
            g.cellar.close()

    def one(query, code):
        row = cellar().execute(query, [code]).fetchone()
        if not row or not all(row):
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
        found["grapes"] = json.loads(found["grapes"])
        return found

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
