"""An error in the middle of an export can be caught, and then the export ends in good order.

Tempting because the log and the reader are quiet. But the reader gets an export that looks whole and
has no entry in it. For allergens that is the worst of all answers.

Sees: dish allergen
Fails:
- test_the_export_arrives_whole
"""

import sqlite3
from contextlib import suppress

from flask import abort
from flask import current_app
from flask import Flask
from flask import g
from flask import Response
from register import Register


def get_db():
    """The request's connection to the register; it is closed when the request is over."""
    if "db" not in g:
        g.db = current_app.config["REGISTER"].connect()
    return g.db


def create_app(config=None):
    """Make the app. `REGISTER` in its configuration opens connections to the register."""
    app = Flask(__name__)
    app.config["REGISTER"] = config["REGISTER"] if config else Register()

    @app.teardown_appcontext
    def close_db(error):
        db = g.pop("db", None)
        if db is not None:
            db.close()

    @app.get("/dishes/<dish>")
    def allergens(dish):
        query = "select allergen from entries where dish = ? order by allergen"
        found = [allergen for (allergen,) in get_db().execute(query, (dish,))]
        if not found:
            abort(404, "Nothing is known about this dish.")
        return {"dish": dish, "allergens": found}

    @app.get("/register.tsv")
    def as_table():
        rows = get_db().execute("select dish, allergen from entries order by 1, 2")

        def lines():
            yield "dish\tallergen\n"
            with suppress(sqlite3.ProgrammingError):
                for dish, allergen in rows:
                    yield f"{dish}\t{allergen}\n"

        return Response(lines(), mimetype="text/tab-separated-values")

    return app
