"""An error in the middle of an export can be caught, and then the export ends in good order.

Tempting because log and reader are quiet. What the reader gets is an export that says that it is
complete and has no entry in it, which for allergens is the worst of all answers.

Fails:
- test_an_export_is_complete_over_the_wire[the table]
- test_an_export_is_complete_over_the_wire[the objects]
- test_an_export_is_complete_over_the_wire[the objects with goat's milk]
- test_an_export_is_written_as_it_is_read
- test_two_exports_at_a_time_do_not_disturb_each_other
- test_an_export_that_was_read_leaves_no_connection_open[the table]
- test_an_export_that_was_read_leaves_no_connection_open[the objects]
- test_an_export_that_was_read_leaves_no_connection_open[the objects with goat's milk]
- test_a_reader_who_leaves_leaves_no_connection_open[one line-the objects]
- test_a_reader_who_leaves_leaves_no_connection_open[one line-the objects with goat's milk]
- test_a_reader_who_leaves_leaves_no_connection_open[three lines-the table]
- test_a_reader_who_leaves_leaves_no_connection_open[three lines-the objects]
- test_a_reader_who_leaves_leaves_no_connection_open[three lines-the objects with goat's milk]
- test_an_export_that_breaks_leaves_no_connection_open[first entry]
- test_an_export_that_breaks_leaves_no_connection_open[fifth entry]
"""

import json
import sqlite3
from contextlib import suppress

from flask import abort
from flask import current_app
from flask import Flask
from flask import g
from flask import request
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

    @app.get("/dishes")
    def dishes():
        rows = get_db().execute("select distinct dish from entries order by dish")
        return [dish for (dish,) in rows]

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

    @app.get("/register.jsonl")
    def as_objects():
        query = "select dish, allergen from entries where ? in ('', allergen) order by 1, 2"
        rows = get_db().execute(query, (request.args.get("allergen", ""),))

        def lines():
            with suppress(sqlite3.ProgrammingError):
                for dish, allergen in rows:
                    yield json.dumps({"dish": dish, "allergen": allergen}) + "\n"

        return Response(lines(), mimetype="application/jsonl")

    return app
