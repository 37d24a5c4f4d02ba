"""request.values has everything that the client sent.

Tempting because of its name. But it joins the address and the form, the address first. It has no JSON,
so nothing changes for the wholesaler, and the item of the link wins over what was typed.

Fails:
- test_what_is_typed_counts_and_not_the_link
- test_what_is_not_an_announcement_is_refused[a form without an item]
- test_what_is_not_an_announcement_is_refused[JSON without an item]
- test_the_wholesaler_announces_a_delivery_as_json
- test_json_with_a_charset_is_json
- test_item_and_note_come_from_the_json_and_not_from_the_address
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
        item = request.values.get("item")
        if not item:
            abort(400, "The announcement does not say what is delivered.")
        delivery = {
            "number": len(deliveries) + 1,
            "supplier": supplier,
            "item": item,
            "note": request.values.get("note", ""),
        }
        deliveries.append(delivery)
        return delivery, 201

    @app.get("/api/deliveries")
    def all_deliveries():
        return deliveries

    return app
