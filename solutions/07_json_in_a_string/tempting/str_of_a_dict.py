"""A dict printed as text looks like JSON, so str() and the header will do.

Tempting because both have braces, colons and commas. But Python writes strings with apostrophes and
JSON with quotation marks, so a JSON parser refuses it.

Sees: {'number': 1, 'table': 4, 'guest': 'Ann', 'dishes': ['pea s…, which is not JSON
Fails:
- test_the_kitchen_screen_gets_json
- test_the_kitchen_screen_gets_a_list_of_orders_as_json
- test_the_kitchen_screen_gets_what_the_waiter_typed
- test_one_name_with_quotation_marks_does_not_break_the_list
"""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

BOARD = """<!doctype html>
<title>Orders</title>
<h1>Open orders</h1>
<ul>
{% for number, order in orders.items() %}
  <li>table {{ order.table }}: {{ order.guest }}, {{ order.dishes | join(", ") }}
      <small>{{ order.note }}</small></li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('take_order') }}">
  <input name="table" type="number" value="1">
  <input name="guest" placeholder="guest">
  <input name="dish" placeholder="dish">
  <input name="note" placeholder="note for the kitchen">
  <button>take the order</button>
</form>
"""


def create_app(config=None):
    """Make the app; orders live as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    orders = {1: {"table": 4, "guest": "Ann", "dishes": ["pea soup"], "note": "no onions"}}

    def as_data(number):
        return {"number": number, **orders[number]}

    @app.get("/")
    def board():
        return render_template_string(BOARD, orders=orders)

    @app.post("/orders")
    def take_order():
        number = max(orders) + 1
        orders[number] = {
            "table": request.form.get("table", type=int, default=1),
            "guest": request.form.get("guest", ""),
            "dishes": request.form.getlist("dish"),
            "note": request.form.get("note", ""),
        }
        return redirect(url_for("board"))

    @app.get("/api/orders")
    def all_orders():
        return app.response_class(
            str([as_data(number) for number in orders]), mimetype="application/json"
        )

    @app.get("/api/orders/<int:number>")
    def one_order(number):
        if number not in orders:
            abort(404)
        return app.response_class(str(as_data(number)), mimetype="application/json")

    return app
