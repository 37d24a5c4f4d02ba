"""With force=True it does not matter how the body is marked.

Tempting because JSON is read from everybody, also from those who forget the Content-Type. A form is
no JSON, so it is broken JSON now; and JSON that says it is plain text was to be refused: any web
page can make a guest's browser send that, without being asked whether it may.

Fails:
- test_what_is_typed_into_the_form_counts
- test_a_form_is_read_in_each_of_its_wrappings
- test_what_is_neither_form_nor_json_is_refused[JSON sent as text]
- test_what_is_neither_form_nor_json_is_refused[JSON sent as text with a charset]
- test_what_is_neither_form_nor_json_is_refused[JSON sent as a form]
- test_what_is_neither_form_nor_json_is_refused[JSON sent as bytes]
- test_what_is_neither_form_nor_json_is_refused[JSON lines]
- test_what_is_neither_form_nor_json_is_refused[JSON by another name]
- test_what_is_neither_form_nor_json_is_refused[JSON among the texts]
- test_what_is_neither_form_nor_json_is_refused[a name that ends like JSON]
- test_what_is_neither_form_nor_json_is_refused[JSON without a type]
- test_forms_and_json_are_noted_in_one_list
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
        data = request.get_json(force=True)
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
