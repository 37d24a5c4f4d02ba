"""A request is JSON when its Content-Type is equal to application/json.

Tempting because the wholesaler sends this header today. But a Content-Type can have a charset, can be
written in capitals, and JSON has more types than one.

Fails:
- test_json_with_a_charset_is_json
"""

from flask import abort
from flask import Flask
from flask import render_template_string
from flask import request

PAGE = """<!doctype html>
<title>Back door</title>
<h1>Announce a delivery</h1>
<form method="post">
  <input name="item" value="{{ request.args.item }}" placeholder="what you bring">
  <input name="note" placeholder="note for the cook">
  <button>announce</button>
</form>
<h2>Announced so far</h2>
<ul>
{% for delivery in deliveries %}
  <li>{{ delivery.supplier }}: {{ delivery.item }} <small>{{ delivery.note }}</small></li>
{% endfor %}
</ul>
"""


def create_app(config=None):
    """Make the app; the list of deliveries lives as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    deliveries = []

    @app.get("/deliveries")
    def back_door():
        return render_template_string(PAGE, deliveries=deliveries)

    @app.post("/deliveries")
    def announce():
        supplier = request.args.get("supplier")
        if not supplier:
            abort(400, "The address does not say who delivers.")
        is_json = request.headers.get("Content-Type") == "application/json"
        data = request.get_json() if is_json else request.form
        if not isinstance(data, dict):
            abort(400, "The announcement is no object.")
        item = data.get("item")
        if not item:
            abort(400, "The announcement does not say what is delivered.")
        delivery = {
            "number": len(deliveries) + 1,
            "supplier": supplier,
            "item": item,
            "note": data.get("note", ""),
        }
        deliveries.append(delivery)
        return delivery, 201

    @app.get("/api/deliveries")
    def all_deliveries():
        return deliveries

    return app
