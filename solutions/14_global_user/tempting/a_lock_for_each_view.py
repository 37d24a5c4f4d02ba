"""A lock around the whole view makes my global safe, so each view gets one.

Tempting because one lock for both views would be right. Here the decorator makes a new lock for each
view. Two orders wait for each other. An order and a greeting do not, and both write the same two
variables.

Fails:
- test_a_guest_is_greeted_while_another_one_orders
"""

from functools import wraps
from threading import Lock

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = None
without = ""


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {guest}" if guest else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest, dish, without, price)
        return price

    def one_at_a_time(view):
        lock = Lock()

        @wraps(view)
        def inner(*args, **kwargs):
            global guest, without
            with lock:
                guest = request.values.get("guest")
                without = request.values.get("without", "")
                return view(*args, **kwargs)

        return inner

    @app.get("/welcome")
    @one_at_a_time
    def welcome():
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    @one_at_a_time
    def order():
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    return app
