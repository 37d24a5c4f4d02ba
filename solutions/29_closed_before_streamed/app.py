"""A stream outlives the request, so it opens a connection of its own and closes it."""

import json
from contextlib import closing

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

    register = app.config["REGISTER"]

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
        def lines():
            yield "dish\tallergen\n"
            with closing(register.connect()) as db:
                for dish, allergen in db.execute("select * from entries order by 1, 2"):
                    yield f"{dish}\t{allergen}\n"

        return Response(lines(), mimetype="text/tab-separated-values")

    @app.get("/register.jsonl")
    def as_objects():
        query = "select dish, allergen from entries where ? in ('', allergen) order by 1, 2"
        wanted = request.args.get("allergen", "")

        def lines():
            with closing(register.connect()) as db:
                for dish, allergen in db.execute(query, (wanted,)):
                    yield json.dumps({"dish": dish, "allergen": allergen}) + "\n"

        return Response(lines(), mimetype="application/jsonl")

    return app
