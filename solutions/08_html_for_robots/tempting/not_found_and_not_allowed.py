"""404 and 405 are the errors that a blueprint cannot see, so the app has to handle these two.

Tempting because the documentation shows it with these two. They are its example. What a view
refuses, a body that is no JSON, and a crash still come as a page.

Fails:
- test_the_scanner_can_read_why_it_is_refused[a count that is no JSON]
- test_the_scanner_can_read_why_it_is_refused[a count below 0]
- test_the_scanner_can_read_that_it_has_to_sign_in
- test_the_scanner_can_read_that_the_thermometer_is_broken
"""

from flask import abort
from flask import Blueprint
from flask import Flask
from flask import render_template_string
from flask import request
from werkzeug.datastructures import WWWAuthenticate

PAGE = """<!doctype html>
<title>{{ title }}</title>
<h1>{{ title }}</h1>
<p>{{ text }}</p>
<p><a href="{{ url_for('pantry') }}">Pantry</a> <a href="{{ url_for('apiary') }}">Apiary</a></p>
"""


def page(title, text):
    return render_template_string(PAGE, title=title, text=text)


def create_app(config=None):
    """Make the app. THERMOMETER() tells the degrees in the cold store, SCANNER who may count."""
    app = Flask(__name__)
    app.config.from_mapping(THERMOMETER=lambda: 4.5, SCANNER=("scanner", "brrr"))
    app.config.from_mapping(config or {})
    api = Blueprint("api", __name__, url_prefix="/api")
    items = {1: {"name": "butter", "count": 12}, 2: {"name": "cream", "count": 7}}

    @app.get("/")
    def pantry():
        return page(
            "Pantry", ", ".join(f"{item['count']} {item['name']}" for item in items.values())
        )

    @app.get("/apiary")
    def apiary():
        return page("Apiary", "Nine jars of honey from our own bees.")

    @app.errorhandler(404)
    def not_here(error):
        if request.path.startswith("/api/"):
            return {"status": 404, "error": error.description}, 404
        return page("Not here", "There is no such page."), 404

    @app.errorhandler(405)
    def not_allowed(error):
        if request.path.startswith("/api/"):
            allow = {"Allow": ", ".join(error.valid_methods)}
            return {"status": 405, "error": error.description}, 405, allow
        return error

    @api.get("/items/<int:number>")
    def look(number):
        return items.get(number) or abort(404)

    @api.put("/items/<int:number>/count")
    def count(number):
        who = request.authorization
        if not who or (who.username, who.password) != app.config["SCANNER"]:
            abort(401, www_authenticate=WWWAuthenticate("basic", {"realm": "cold store"}))
        item = items.get(number) or abort(404)
        counted = request.get_json()
        if type(counted) is not int or counted < 0:
            abort(400, "The body must be a whole number, 0 or more.")
        item["count"] = counted
        return item

    @api.get("/temperature")
    def temperature():
        return {"degrees": app.config["THERMOMETER"]()}

    app.register_blueprint(api)
    return app
