"""A blueprint's handlers need a view, so I give them one that takes all other addresses of the API.

Tempting because now every address below /api is the blueprint's, and what is not there is told in
JSON. But the new view takes every address with every method, also those that are there. Where the
scanner uses a wrong method it is now told that the address does not exist, and where nothing is,
OPTIONS is told what can be done there.

Fails:
- test_the_scanner_can_read_that_something_is_not_there[an address and its methods]
- test_the_scanner_can_read_that_a_method_is_not_served
- test_a_refusal_keeps_the_header_fields_that_belong_to_it
- test_the_address_decides_whatever_a_client_says_of_itself
- test_a_refusal_reaches_the_scanner_as_a_whole
"""

from flask import abort
from flask import Blueprint
from flask import Flask
from flask import json
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException

PANTRY = """<!doctype html>
<title>Pantry</title>
<h1>Pantry</h1>
<ul>
{% for item in items.values() %}
  <li>{{ item.name }}: {{ item.count }}</li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('put_in') }}">
  <input name="name" placeholder="what"> <input name="count" type="number" value="1">
  <button>put it in</button>
</form>
<p>See also <a href="{{ url_for('cold_store') }}">how cold it is</a> and
<a href="{{ url_for('apiary') }}">the honey of our own bees</a>.</p>
"""

EVERY = ["GET", "POST", "PUT", "PATCH", "DELETE"]

PLAIN = """<!doctype html>
<title>{{ title }}</title>
<h1>{{ title }}</h1>
<p>{{ text }} <a href="{{ url_for('pantry') }}">Back to the pantry.</a></p>
"""


def create_app(config=None):
    """Make the app. THERMOMETER() tells the degrees in the cold store, SCANNER who may count."""
    app = Flask(__name__)
    app.config.from_mapping(THERMOMETER=lambda: 4.5, SCANNER=("scanner", "brrr"))
    app.config.from_mapping(MAX_CONTENT_LENGTH=2000)
    app.config.from_mapping(config or {})
    api = Blueprint("api", __name__, url_prefix="/api")
    items = {1: {"name": "butter", "count": 12}, 2: {"name": "cream", "count": 7}}

    @app.get("/")
    def pantry():
        return render_template_string(PANTRY, items=items)

    @app.post("/items")
    def put_in():
        item = {"name": request.form["name"], "count": request.form.get("count", 1, type=int)}
        items[max(items) + 1] = item
        return redirect(url_for("pantry"))

    @app.get("/cold-store")
    def cold_store():
        text = f"It is {app.config['THERMOMETER']()} degrees in there."
        return render_template_string(PLAIN, title="Cold store", text=text)

    @app.get("/apiary")
    def apiary():
        return render_template_string(PLAIN, title="Apiary", text="Nine jars of lime honey.")

    @app.errorhandler(404)
    def not_here(error):
        return render_template_string(PLAIN, title="Not here", text="There is no such page."), 404

    @api.errorhandler(404)
    @api.errorhandler(HTTPException)
    def tell(error):
        response = error.get_response()
        response.data = json.dumps({"status": error.code, "error": error.description})
        response.content_type = "application/json"
        return response

    @api.route("/<path:rest>", methods=EVERY)
    def nothing(rest):
        abort(404)

    @api.get("")
    def summary():
        return {"items": len(items)}

    @api.get("/items/<int:number>")
    def look(number):
        return items.get(number) or abort(404)

    @api.put("/items/<int:number>/count")
    def count(number):
        who = request.authorization
        if not who or (who.username, who.password) != app.config["SCANNER"]:
            abort(401, www_authenticate=WWWAuthenticate("basic", {"realm": "cold store"}))
        counted = request.get_json()
        if not isinstance(counted, int) or isinstance(counted, bool) or counted < 0:
            abort(400, "The body is to be one whole number, 0 or more.")
        item = items.get(number) or abort(404)
        item["count"] = counted
        return item

    @api.get("/temperature")
    def temperature():
        return {"degrees": app.config["THERMOMETER"]()}

    app.register_blueprint(api)
    return app
