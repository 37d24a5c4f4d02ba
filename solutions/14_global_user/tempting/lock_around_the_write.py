"""A lock makes a global safe: while I write it, nobody else can.

Tempting because "not thread-safe" sounds like a missing lock. But the view reads the name later, when
the till has answered. By then the lock is free, and another request has written its own name. And a
lock empties nothing.

Fails:
- test_a_request_without_a_name_is_for_nobody
- test_an_order_without_a_name_is_refused
- test_a_wish_is_for_one_dish_only
- test_a_refused_request_leaves_nothing_behind
- test_two_guests_order_at_the_same_time
- test_a_guest_is_greeted_while_another_one_orders
"""

from threading import Lock

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = None
without = ""
lock = Lock()


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

    @app.before_request
    def see_who_taps():
        global guest, without
        with lock:
            guest = request.values.get("guest", guest)
            without = request.values.get("without", without)

    @app.get("/welcome")
    def welcome():
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    return app
