"""A WSGI server calls close() of what it iterates over, so the lines have one."""

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


class Lines:
    """Lines that are made of the rows of a query, on a connection that is closed with them."""

    def __init__(self, line, *query):
        self.register, self.db = current_app.config["REGISTER"], None
        self.line, self.query = line, query

    def __iter__(self):
        self.db = self.register.connect()
        for row in self.db.execute(*self.query):
            yield self.line(*row)

    def close(self):
        if self.db is not None:
            self.db.close()


class Table(Lines):
    """The same under a heading."""

    def __iter__(self):
        yield "dish\tallergen\n"
        yield from super().__iter__()


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
        query = "select dish, allergen from entries order by 1, 2"
        lines = Table("{}\t{}\n".format, query)
        return Response(lines, mimetype="text/tab-separated-values")

    @app.get("/register.jsonl")
    def as_objects():
        query = "select dish, allergen from entries where ? in ('', allergen) order by 1, 2"

        def line(dish, allergen):
            return json.dumps({"dish": dish, "allergen": allergen}) + "\n"

        lines = Lines(line, query, (request.args.get("allergen", ""),))
        return Response(lines, mimetype="application/jsonl")

    return app
