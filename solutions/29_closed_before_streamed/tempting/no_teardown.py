"""Closing is what breaks the exports, so nothing should be closed by hand.

Tempting because both exports are complete at once, and the garbage collector does close what nobody
holds any more. When that is, nobody promises: questions and exports keep connections open for as
long as something still refers to them, and the register can bear few.

Fails:
- test_guests_see_which_dishes_are_in_the_register
- test_guests_see_what_is_in_a_dish
- test_two_exports_at_a_time_do_not_disturb_each_other
- test_an_export_that_was_read_leaves_no_connection_open
- test_a_reader_who_leaves_leaves_no_connection_open
- test_an_export_that_breaks_leaves_no_connection_open
- test_a_reader_who_hangs_up_leaves_no_connection_open
"""

import json

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
            for dish, allergen in rows:
                yield f"{dish}\t{allergen}\n"

        return Response(lines(), mimetype="text/tab-separated-values")

    @app.get("/register.jsonl")
    def as_objects():
        query = "select dish, allergen from entries where ? in ('', allergen) order by 1, 2"
        rows = get_db().execute(query, (request.args.get("allergen", ""),))

        def lines():
            for dish, allergen in rows:
                yield json.dumps({"dish": dish, "allergen": allergen}) + "\n"

        return Response(lines(), mimetype="application/jsonl")

    return app
