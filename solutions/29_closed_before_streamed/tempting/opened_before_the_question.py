"""The view opens a connection for the export, and the response closes it when it is closed.

Tempting because whatever becomes of a response, a server closes it: read to its end, left, broken,
or asked for its head alone. Between the opening and the response lies the question to the register.
When that fails, there is a 500 and no such response, and nobody has been told to close anything.

Fails:
- test_an_export_that_breaks_leaves_no_connection_open[question]
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


def export(lines, db, mimetype):
    """Stream these lines; the connection is closed when the server closes the response."""
    response = Response(lines, mimetype=mimetype)
    response.call_on_close(db.close)
    return response


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
        db = current_app.config["REGISTER"].connect()
        rows = db.execute("select dish, allergen from entries order by 1, 2")

        def lines():
            yield "dish\tallergen\n"
            for dish, allergen in rows:
                yield f"{dish}\t{allergen}\n"

        return export(lines(), db, "text/tab-separated-values")

    @app.get("/register.jsonl")
    def as_objects():
        query = "select dish, allergen from entries where ? in ('', allergen) order by 1, 2"
        db = current_app.config["REGISTER"].connect()
        rows = db.execute(query, (request.args.get("allergen", ""),))

        def lines():
            for dish, allergen in rows:
                yield json.dumps({"dish": dish, "allergen": allergen}) + "\n"

        return export(lines(), db, "application/jsonl")

    return app
