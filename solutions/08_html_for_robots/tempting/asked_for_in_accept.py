"""The Accept header says what a client can read, so I choose by that.

Tempting because the header was made for it. But many clients send no Accept header or `*/*`, cooks
with curl among them, and a browser at an address of the API asks for a page. Here the address
decides, and not the client.

Fails:
- test_a_mistake_on_a_page_is_answered_with_a_page
- test_a_browser_gets_json_from_the_api_too
"""

from flask import abort
from flask import Blueprint
from flask import Flask
from flask import json
from flask import render_template_string
from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException

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

    @app.errorhandler(HTTPException)
    def tell(error):
        if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
            response = error.get_response()  # with the status and the headers of this error
            response.data = json.dumps({"status": error.code, "error": error.description})
            response.content_type = "application/json"
            return response
        if error.code == 404:
            return page("Not here", "There is no such page."), 404
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
