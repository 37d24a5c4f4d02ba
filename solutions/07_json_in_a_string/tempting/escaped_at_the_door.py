"""I escape what people type once, when it comes in, and then it is safe everywhere.

Tempting because markup in a name can do no harm after that. But the stored text is not what was
typed: the kitchen reads &#34; instead of a quotation mark, and the board escapes it again.

Fails:
- test_the_board_shows_what_was_typed_as_text
- test_the_kitchen_screen_gets_what_the_waiter_typed[with quotation marks]
- test_one_name_with_quotation_marks_does_not_break_the_list
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
