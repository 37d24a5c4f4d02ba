"""I read the whole body before the view runs: `get_data()` keeps it, and the form is made from it.

Tempting because it reads, so the limit should hold. But with Werkzeug 3.1 `get_data()` stops at the
limit without an error when a body comes in chunks. The form is cut off, the view finds no recipe in it,
and keeps an empty one.

Sees: 201 Created
Fails:
- test_a_recipe_that_is_too_big_and_comes_in_chunks_costs_no_try
"""

from flask import abort
from flask import Flask
from flask import request


def create_app(config=None):
    """Make the app; a request body that does not fit on a beer mat is too big for it."""
    app = Flask(__name__)
    app.config.from_mapping(MAX_CONTENT_LENGTH=250)
    app.config.from_mapping(config or {})
    tries = {"ann": 3, "otto": 3}
    recipes = {"ann": [], "otto": []}

    @app.before_request
    def read():
        request.get_data()

    @app.get("/guests/<name>")
    def show(name):
        if name not in tries:
            abort(404)
        return {"tries": tries[name], "recipes": recipes[name]}

    @app.post("/guests/<name>/recipes")
    def send_in(name):
        if name not in tries:
            abort(404)
        if tries[name] < 1:
            abort(403)
        tries[name] -= 1
        recipes[name].append(request.form.get("recipe", ""))
        return {"tries": tries[name]}, 201

    return app
