"""The header, and a backslash before each quotation mark: then nothing can break.

Tempting because the name from the log comes through. A backslash, a tab or a line break still breaks
the text: JSON has more rules for strings than the one that was noticed.

Fails:
- test_the_kitchen_screen_gets_what_the_waiter_typed[with a backslash]
- test_the_kitchen_screen_gets_what_the_waiter_typed[in two lines]
- test_the_kitchen_screen_gets_what_the_waiter_typed[with a tab]
- test_the_kitchen_screen_gets_what_the_waiter_typed[with a line break from a word processor]
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

    def escaped(value):
        if isinstance(value, list):
            return [escaped(item) for item in value]
        return value.replace('"', '\\"') if isinstance(value, str) else value

    def as_json(number):
        order = {k: escaped(v) for k, v in orders[number].items()}
        dishes = ", ".join(f'"{dish}"' for dish in order["dishes"])
        return (
            f'{{"number": {number}, "table": {order["table"]}, "guest": "{order["guest"]}", '
            f'"dishes": [{dishes}], "note": "{order["note"]}"}}'
        )

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
            "[" + ", ".join(as_json(number) for number in orders) + "]",
            mimetype="application/json",
        )

    @app.get("/api/orders/<int:number>")
    def one_order(number):
        if number not in orders:
            abort(404)
        return app.response_class(as_json(number), mimetype="application/json")

    return app
