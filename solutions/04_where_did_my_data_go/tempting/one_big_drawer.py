"""I put everything into one dict, and then no data can be missed.

Tempting because the body is put in last, so it wins. But where the body says nothing the address
speaks: an announcement without an item gets the item of the link. And the body can name the supplier.

Fails:
- test_what_is_typed_counts_and_not_the_link
- test_what_is_not_an_announcement_is_refused[a form without an item]
- test_what_is_not_an_announcement_is_refused[a form without a supplier]
- test_what_is_not_an_announcement_is_refused[JSON without an item]
- test_what_is_not_an_announcement_is_refused[JSON without a supplier]
- test_item_and_note_come_from_the_json_and_not_from_the_address
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
        letter = request.get_json() if request.is_json else {}
        if not isinstance(letter, dict):
            abort(400, "The announcement is no object.")
        data = {**request.args, **request.form, **letter}
        supplier = data.get("supplier")
        if not supplier:
            abort(400, "The address does not say who delivers.")
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
