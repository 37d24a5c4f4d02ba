"""An address of the API begins with /api.

Tempting because all of them do. So does /apiary, where people look for honey and now get an object.

Fails:
- test_a_mistake_on_a_page_is_told_on_a_page[below the apiary]
- test_a_mistake_on_a_page_is_told_on_a_page[bees]
- test_a_mistake_on_a_page_is_told_on_a_page[documentation]
- test_a_mistake_on_a_page_is_told_on_a_page[a file]
- test_a_mistake_on_a_page_is_told_on_a_page[a method of no apiary]
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

    @app.errorhandler(HTTPException)
    def tell(error):
        response = error.get_response()
        if request.path.startswith("/api"):
            response.data = json.dumps({"status": error.code, "error": error.description})
            response.content_type = "application/json"
        elif error.code == 404:
            text = "There is no such page."
            response.data = render_template_string(PLAIN, title="Not here", text=text)
        return response

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
