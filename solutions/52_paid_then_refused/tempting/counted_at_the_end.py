"""The try is counted when the request is over: then the limit has done its work.

Tempting because counting comes last, after everything that can fail. But a hook for the end of a
request runs for each answer, also for 413. It has to ask which answer it was.

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
        recipes[name].append(request.form.get("recipe", ""))
        return {"tries": tries[name] - 1}, 201

    @app.teardown_request
    def count(error):
        if request.endpoint == "send_in" and tries.get(request.view_args["name"]):
            tries[request.view_args["name"]] -= 1

    return app
