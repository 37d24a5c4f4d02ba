"""Threads mix it up, so I give each thread a variable of its own.

Tempting because two requests at the same time do not meet any more. On the development server all is
well by hand, because it starts a thread for each connection. Other servers use a thread again, and
the next request there finds what the last one left.

Fails:
- test_a_request_without_a_name_is_for_nobody
- test_an_order_without_a_name_is_refused
- test_a_wish_is_for_one_dish_only
- test_a_refused_request_leaves_nothing_behind
"""

import threading

from flask import abort
from flask import Flask
from flask import request
from till import Till

tapping = threading.local()


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {tapping.guest}" if tapping.guest else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(tapping.guest, dish, tapping.without, price)
        return price

    @app.before_request
    def see_who_taps():
        tapping.guest = request.values.get("guest", getattr(tapping, "guest", None))
        tapping.without = request.values.get("without", getattr(tapping, "without", ""))

    @app.get("/welcome")
    def welcome():
        bill = till.bill(tapping.guest) if tapping.guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not tapping.guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {
            "guest": tapping.guest,
            "dish": dish,
            "without": tapping.without,
            "price": price,
        }, 201

    return app
