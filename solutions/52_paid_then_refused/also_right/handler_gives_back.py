"""The error handler for 413 gives the try back."""

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

    @app.errorhandler(RequestEntityTooLarge)
    def too_big(error):
        tries[request.view_args["name"]] += 1
        return error

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
