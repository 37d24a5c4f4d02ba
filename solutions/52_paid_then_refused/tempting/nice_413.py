"""I handle the 413 and tell the guest that the try does not count.

Tempting because the answer is friendly, and it is what we want to be true. But the handler runs after
the view has counted. It says one thing, and the number of tries says another.

Fails:
- test_a_recipe_that_is_too_big_costs_no_try
- test_a_guest_whose_recipes_were_too_big_can_send_another_one
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

    @app.errorhandler(413)
    def too_big(error):
        return {"error": "This is too big for a beer mat. It does not count."}, 413

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
