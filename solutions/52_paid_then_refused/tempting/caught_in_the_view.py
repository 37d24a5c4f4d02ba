"""I catch the exception where the form is read, and answer 413 myself.

Tempting because the exception is found at the right line, and no recipe is kept. But the line above has
counted the try. An exception does not undo what ran before it.

Fails:
- test_a_recipe_that_is_too_big_costs_no_try
- test_a_guest_whose_recipes_were_too_big_can_send_another_one
- test_a_recipe_that_is_too_big_and_comes_in_chunks_costs_no_try
"""

from flask import abort
from flask import Flask
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge


def create_app(config=None):
    """Make the app; a request body that does not fit on a beer mat is too big for it."""
    app = Flask(__name__)
    app.config.from_mapping(MAX_CONTENT_LENGTH=250)
    app.config.from_mapping(config or {})
    tries = {"ann": 3, "otto": 3}
    recipes = {"ann": [], "otto": []}

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
        try:
            recipe = request.form.get("recipe", "")
        except RequestEntityTooLarge:
            return {"error": "This is too big for a beer mat."}, 413
        recipes[name].append(recipe)
        return {"tries": tries[name]}, 201

    return app
