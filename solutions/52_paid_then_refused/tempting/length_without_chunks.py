"""Each request with a body has a `Content-Length`: I compare it in the view.

Tempting because browsers and curl send one for an ordinary form. But a body in chunks has none. Then
`request.content_length` is None, the comparison raises a TypeError, and the guest gets a 500.

Sees: 500 Internal Server Error
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
        if request.content_length > app.config["MAX_CONTENT_LENGTH"]:
            abort(413)
        tries[name] -= 1
        recipes[name].append(request.form.get("recipe", ""))
        return {"tries": tries[name]}, 201

    return app
