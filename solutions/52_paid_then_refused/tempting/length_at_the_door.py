"""I compare the `Content-Length` with the limit before the view runs.

Tempting because this is the check that the configuration seemed to promise, and it helps every guest
who sends a length. But a body in chunks has no `Content-Length`. It passes the door, the try is
counted, and then the reading raises 413.

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
    def measure():
        if (request.content_length or 0) > app.config["MAX_CONTENT_LENGTH"]:
            abort(413)

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
