"""A number of bottles was taken for the status, so that is the row to mend.

Tempting because the log of the tablet speaks of 42 and 204, and both are bottles. A note is a
second part too, and text is a status to Flask as well; the third part of a label, and grapes, are
headers.

Fails:
- test_a_wine_is_answered_whatever_its_name_is
- test_a_note_arrives_as_it_was_written
- test_a_label_has_a_year_and_a_country
- test_the_grapes_are_in_the_body_and_nowhere_else
- test_a_wine_that_is_not_there_is_not_found[its note]
- test_a_wine_that_is_not_there_is_not_found[its label]
- test_a_wine_that_is_not_there_is_not_found[its grapes]
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

    @app.get("/wines")
    def wines():
        return cellar().execute("SELECT code, name FROM wines ORDER BY code").fetchall()

    @app.get("/wines/<code>")
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        row = cellar().execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return {"name": row[0], "bottles": row[1]}

    @app.get("/wines/<code>/note")
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone()

    @app.get("/wines/<code>/label")
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return cellar().execute(query, [code]).fetchone()

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        name, shares = cellar().execute(query, [code]).fetchone()
        return name, json.loads(shares)

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
