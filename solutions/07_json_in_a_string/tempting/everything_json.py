"""This is an API now, so I mark every response as JSON on its way out.

Tempting because one function serves all views, and with json.dumps the API is right. But the board
is a view too: waiters who open it see the source of the page.

Fails:
- test_the_board_is_a_web_page_with_the_open_orders
- test_the_board_shows_what_was_typed_as_text
"""

import json

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
        return json.dumps([as_data(number) for number in orders])

    @app.get("/api/orders/<int:number>")
    def one_order(number):
        if number not in orders:
            abort(404)
        return json.dumps(as_data(number))

    @app.after_request
    def mark_as_json(response):
        response.mimetype = "application/json"
        return response

    return app
