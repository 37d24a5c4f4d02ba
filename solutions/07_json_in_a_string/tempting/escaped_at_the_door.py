"""What guests type is made harmless once, at the door, and may then go anywhere.

Tempting because the guest with the markup in the name can do no more harm in any address. But what
is stored is no longer what was typed: the kitchen cooks for O&#39;Hara, and the board, which knows
how to write text into a page, escapes it a second time.

Fails:
- test_the_board_shows_what_was_typed_as_text
- test_a_guest_with_quotation_marks_in_the_name_reaches_the_kitchen
- test_an_order_reaches_the_kitchen_as_it_was_taken[an apostrophe]
- test_an_order_reaches_the_kitchen_as_it_was_taken[markup]
- test_an_order_reaches_the_kitchen_as_it_was_taken[other scripts]
- test_an_order_reaches_the_kitchen_as_it_was_taken[something like JSON]
- test_all_orders_reach_the_kitchen_as_they_were_taken[an apostrophe]
- test_all_orders_reach_the_kitchen_as_they_were_taken[markup]
- test_all_orders_reach_the_kitchen_as_they_were_taken[other scripts]
- test_all_orders_reach_the_kitchen_as_they_were_taken[something like JSON]
"""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from markupsafe import escape

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
            "guest": str(escape(request.form.get("guest", ""))),
            "dishes": [str(escape(dish)) for dish in request.form.getlist("dish")],
            "note": str(escape(request.form.get("note", ""))),
        }
        return redirect(url_for("board"))

    @app.get("/api/orders")
    def all_orders():
        return [as_data(number) for number in orders]

    @app.get("/api/orders/<int:number>")
    def one_order(number):
        if number not in orders:
            abort(404)
        return as_data(number)

    return app
