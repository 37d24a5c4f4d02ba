"""A WSGI server calls close() of what it iterates over, so the lines have one."""

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


class Table:
    """The export: its lines are made of the rows of a connection, which is closed with them."""

    def __init__(self, register):
        self.register, self.db = register, None

    def __iter__(self):
        yield "dish\tallergen\n"
        self.db = self.register.connect()
        rows = self.db.execute("select dish, allergen from entries order by 1, 2")
        yield from (f"{dish}\t{allergen}\n" for dish, allergen in rows)

    def close(self):
        if self.db is not None:
            self.db.close()


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
        return Response(Table(app.config["REGISTER"]), mimetype="text/tab-separated-values")

    return app
