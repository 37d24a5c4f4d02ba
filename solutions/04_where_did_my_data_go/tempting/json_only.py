"""The wholesaler sends JSON, so the view has to read JSON.

Tempting because the wholesaler gets in at once. But get_json() answers 415 to everything that is not
sent as JSON, so the form on the page does not work any more.

Fails:
- test_a_small_supplier_announces_a_delivery_with_the_form
- test_the_form_can_be_sent_as_multipart
- test_the_page_has_a_form_that_the_link_fills_in
- test_what_is_typed_counts_and_not_the_link
- test_forms_and_json_are_in_one_list
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
        data = request.get_json()
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
